<?xml version="1.0" encoding="UTF-8"?>
<!--
    A filing becomes a declaration of the WCO Data Model as the Customs Declaration Service takes it: three namespaces
    in the published schema, two in what is written here. What is not known is left out. Codes come from codes/*.csv.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:f="urn:postern:filing:1"
                xmlns:d="urn:postern:declaration:1" xmlns:p="urn:postern:functions:1"
                xmlns:md="urn:wco:datamodel:WCO:DocumentMetaData-DMS:2" xmlns="urn:wco:datamodel:WCO:DEC-DMS:2"
                exclude-result-prefixes="f d p">
    <xsl:output method="xml" encoding="UTF-8" indent="no"/>
    <xsl:param name="date_pattern"/>
    <xsl:param name="declarant_id"/>
    <xsl:param name="representation"/>
    <xsl:param name="declaration_type"/>
    <xsl:param name="statistical_currency"/>
    <xsl:param name="goods_location_name"/>
    <xsl:param name="goods_location_type"/>
    <xsl:param name="goods_location_qualifier"/>
    <xsl:param name="transport_mode"/>

    <xsl:variable name="filing" select="/f:filing"/>
    <xsl:variable name="declaration" select="$filing/d:declaration"/>
    <xsl:variable name="lines" select="$declaration/d:lines/d:line"/>
    <xsl:variable name="exporter_number"
                  select="($filing/f:enriched/f:exporter_number |
                           $declaration/d:sender/d:numbers/d:number[not(@side = 'destination')]
                           [p:has-code('exporter_numbers', @scheme)])[1]"/>
    <xsl:variable name="currency">
        <xsl:choose>
            <xsl:when test="$declaration/d:total_value/@currency">
                <xsl:value-of select="$declaration/d:total_value/@currency"/>
            </xsl:when>
            <xsl:otherwise><xsl:value-of select="$lines[d:currency][1]/d:currency"/></xsl:otherwise>
        </xsl:choose>
    </xsl:variable>
    <xsl:variable name="total">
        <xsl:choose>
            <xsl:when test="$declaration/d:total_value">
                <xsl:value-of select="$declaration/d:total_value"/>
            </xsl:when>
            <xsl:otherwise><xsl:value-of select="p:sum($lines/d:line_value)"/></xsl:otherwise>
        </xsl:choose>
    </xsl:variable>

    <xsl:template match="/">
        <md:MetaData>
            <md:WCODataModelVersionCode>3.6</md:WCODataModelVersionCode>
            <md:WCOTypeName>DEC</md:WCOTypeName>
            <md:ResponsibleCountryCode>GB</md:ResponsibleCountryCode>
            <md:ResponsibleAgencyName>HMRC</md:ResponsibleAgencyName>
            <md:AgencyAssignedCustomizationVersionCode>v2.1</md:AgencyAssignedCustomizationVersionCode>
            <Declaration>
                <FunctionCode>9</FunctionCode>
                <FunctionalReferenceID><xsl:value-of select="$filing/@reference"/></FunctionalReferenceID>
                <TypeCode><xsl:value-of select="$declaration_type"/></TypeCode>
                <GoodsItemQuantity><xsl:value-of select="count($lines)"/></GoodsItemQuantity>
                <xsl:if test="$total != '' and $currency != ''">
                    <InvoiceAmount currencyID="{$currency}"><xsl:value-of select="p:plain(p:decimal($total, 3))"/></InvoiceAmount>
                </xsl:if>
                <TotalGrossMassMeasure unitCode="KGM">
                    <xsl:value-of select="p:plain(p:sum($filing/f:enriched/f:line/@gross_weight_kg))"/>
                </TotalGrossMassMeasure>
                <TotalPackageQuantity>1</TotalPackageQuantity>
                <Agent>
                    <ID><xsl:value-of select="$declarant_id"/></ID>
                    <FunctionCode><xsl:value-of select="$representation"/></FunctionCode>
                </Agent>
                <BorderTransportMeans>
                    <ModeCode><xsl:value-of select="$transport_mode"/></ModeCode>
                </BorderTransportMeans>
                <Declarant><ID><xsl:value-of select="$declarant_id"/></ID></Declarant>
                <ExitOffice><ID><xsl:call-template name="exit_office"/></ID></ExitOffice>
                <Exporter><xsl:call-template name="exporter"/></Exporter>
                <GoodsShipment>
                    <Consignee>
                        <xsl:call-template name="party">
                            <xsl:with-param name="party" select="$declaration/d:addressee"/>
                            <xsl:with-param name="field">addressee</xsl:with-param>
                        </xsl:call-template>
                    </Consignee>
                    <Consignment>
                        <ContainerCode>0</ContainerCode>
                        <GoodsLocation>
                            <Name><xsl:value-of select="$goods_location_name"/></Name>
                            <TypeCode><xsl:value-of select="$goods_location_type"/></TypeCode>
                            <Address>
                                <TypeCode><xsl:value-of select="$goods_location_qualifier"/></TypeCode>
                                <CountryCode>GB</CountryCode>
                            </Address>
                        </GoodsLocation>
                    </Consignment>
                    <Destination>
                        <CountryCode><xsl:value-of select="$declaration/d:addressee/d:country"/></CountryCode>
                    </Destination>
                    <ExportCountry><ID><xsl:value-of select="$declaration/d:sender/d:country"/></ID></ExportCountry>
                    <xsl:apply-templates select="$lines"/>
                    <!-- The reference that joins all papers of the consignment: year, declarant, what is on the parcel. -->
                    <PreviousDocument>
                        <CategoryCode>Z</CategoryCode>
                        <ID>
                            <xsl:value-of select="concat(substring($filing/@lodged-on, 4, 1), $declarant_id, '-',
                                                         $filing/@item-id)"/>
                        </ID>
                        <TypeCode>DCR</TypeCode>
                        <LineNumeric>1</LineNumeric>
                    </PreviousDocument>
                </GoodsShipment>
            </Declaration>
        </md:MetaData>
    </xsl:template>

    <!-- One line of goods is one goods item. -->
    <xsl:template match="d:line">
        <xsl:variable name="no" select="position()"/>
        <xsl:variable name="enriched" select="$filing/f:enriched/f:line[$no]"/>
        <xsl:variable name="hs" select="translate(($enriched/@commodity_code | d:hs_code)[1], ' .-', '')"/>
        <xsl:variable name="line_currency">
            <xsl:choose>
                <xsl:when test="d:currency"><xsl:value-of select="d:currency"/></xsl:when>
                <xsl:otherwise><xsl:value-of select="$currency"/></xsl:otherwise>
            </xsl:choose>
        </xsl:variable>
        <xsl:variable name="statistical" select="p:convert(d:line_value, $line_currency, $statistical_currency)"/>
        <xsl:variable name="unit">
            <xsl:call-template name="key"><xsl:with-param name="value" select="d:quantity_unit"/></xsl:call-template>
        </xsl:variable>
        <GovernmentAgencyGoodsItem>
            <SequenceNumeric><xsl:value-of select="$no"/></SequenceNumeric>
            <xsl:if test="$statistical != ''">
                <StatisticalValueAmount currencyID="{$statistical_currency}">
                    <xsl:value-of select="$statistical"/>
                </StatisticalValueAmount>
            </xsl:if>
            <!-- papers belong to the consignment; the service takes them with an item, so with the first -->
            <xsl:if test="$no = 1"><xsl:apply-templates select="$declaration/d:documents/d:document"/></xsl:if>
            <Commodity>
                <xsl:if test="normalize-space(d:descriptions/d:description[1]) != ''">
                    <Description><xsl:value-of select="d:descriptions/d:description[1]"/></Description>
                </xsl:if>
                <xsl:if test="string-length($hs) &lt; 8">
                    <xsl:value-of select="p:finding('HS-NATIONAL-DIGITS', 'lines.hs_code', $no)"/>
                </xsl:if>
                <xsl:if test="$hs != ''">
                    <Classification>
                        <ID><xsl:value-of select="substring($hs, 1, 8)"/></ID>
                        <IdentificationTypeCode>TSP</IdentificationTypeCode>
                    </Classification>
                </xsl:if>
                <GoodsMeasure>
                    <GrossMassMeasure unitCode="KGM">
                        <xsl:value-of select="p:plain($filing/f:enriched/f:line[$no]/@gross_weight_kg)"/>
                    </GrossMassMeasure>
                    <xsl:if test="d:net_weight_kg">
                        <NetNetWeightMeasure unitCode="KGM">
                            <xsl:value-of select="p:plain(d:net_weight_kg)"/>
                        </NetNetWeightMeasure>
                    </xsl:if>
                    <xsl:choose>
                        <xsl:when test="$enriched/@supplementary_quantity">
                            <TariffQuantity unitCode="{$enriched/@supplementary_unit}">
                                <xsl:value-of select="p:plain($enriched/@supplementary_quantity)"/>
                            </TariffQuantity>
                        </xsl:when>
                        <xsl:when test="$enriched/@supplementary_unit">
                            <xsl:value-of select="p:finding('SUPPLEMENTARY-QUANTITY-MISSING', 'lines.quantity', $no)"/>
                        </xsl:when>
                        <xsl:when test="d:quantity">
                            <TariffQuantity unitCode="{p:code('units', $unit)}">
                                <xsl:value-of select="p:plain(d:quantity)"/>
                            </TariffQuantity>
                        </xsl:when>
                    </xsl:choose>
                </GoodsMeasure>
            </Commodity>
            <GovernmentProcedure>
                <CurrentCode><xsl:value-of select="p:code('procedures', $declaration/d:claim)"/></CurrentCode>
                <PreviousCode>
                    <xsl:value-of select="p:code('procedures', $declaration/d:claim, 'previous')"/>
                </PreviousCode>
            </GovernmentProcedure>
            <GovernmentProcedure>
                <CurrentCode>
                    <xsl:value-of select="p:code('procedures', $declaration/d:claim, 'additional')"/>
                </CurrentCode>
            </GovernmentProcedure>
            <xsl:if test="d:origin_country">
                <Origin><CountryCode><xsl:value-of select="d:origin_country"/></CountryCode></Origin>
            </xsl:if>
            <!-- one parcel: counted with the first item, and with the others as shared -->
            <Packaging>
                <SequenceNumeric>1</SequenceNumeric>
                <MarksNumbersID><xsl:value-of select="$filing/@item-id"/></MarksNumbersID>
                <QuantityQuantity><xsl:value-of select="number($no = 1)"/></QuantityQuantity>
                <TypeCode><xsl:call-template name="package_kind"/></TypeCode>
            </Packaging>
        </GovernmentAgencyGoodsItem>
    </xsl:template>

    <xsl:template match="d:document">
        <xsl:variable name="reference" select="string((d:number | d:name)[1])"/>
        <AdditionalDocument>
            <CategoryCode><xsl:value-of select="p:code('document_codes', @kind)"/></CategoryCode>
            <xsl:if test="$reference != ''"><ID><xsl:value-of select="substring($reference, 1, 70)"/></ID></xsl:if>
            <TypeCode><xsl:value-of select="p:code('document_codes', @kind, 'type')"/></TypeCode>
        </AdditionalDocument>
    </xsl:template>

    <!-- Who has an EORI number is known by it alone. -->
    <xsl:template name="exporter">
        <xsl:choose>
            <xsl:when test="$exporter_number">
                <ID><xsl:value-of select="substring(translate($exporter_number, ' .-', ''), 1, 17)"/></ID>
            </xsl:when>
            <xsl:otherwise>
                <xsl:value-of select="p:finding('EXPORTER-NUMBER-MISSING', 'sender.numbers', 0)"/>
                <xsl:call-template name="party">
                    <xsl:with-param name="party" select="$declaration/d:sender"/>
                    <xsl:with-param name="field">sender</xsl:with-param>
                </xsl:call-template>
            </xsl:otherwise>
        </xsl:choose>
    </xsl:template>

    <xsl:template name="party">
        <xsl:param name="party"/>
        <xsl:param name="field"/>
        <xsl:variable name="person">
            <xsl:choose>
                <xsl:when test="$party/d:name"><xsl:value-of select="$party/d:name"/></xsl:when>
                <xsl:otherwise>
                    <xsl:value-of select="normalize-space(concat($party/d:first_name, ' ', $party/d:last_name))"/>
                </xsl:otherwise>
            </xsl:choose>
        </xsl:variable>
        <xsl:variable name="street">
            <xsl:for-each select="$party/d:address_lines/d:line">
                <xsl:if test="position() &gt; 1">, </xsl:if>
                <xsl:value-of select="."/>
            </xsl:for-each>
        </xsl:variable>
        <xsl:variable name="postcode">
            <xsl:choose>
                <xsl:when test="string-length($party/d:postcode) &gt; 9">
                    <xsl:value-of select="translate($party/d:postcode, ' -', '')"/>
                </xsl:when>
                <xsl:otherwise><xsl:value-of select="$party/d:postcode"/></xsl:otherwise>
            </xsl:choose>
        </xsl:variable>
        <Name>
            <xsl:choose>
                <xsl:when test="$party/d:business"><xsl:value-of select="$party/d:business"/></xsl:when>
                <xsl:otherwise><xsl:value-of select="substring($person, 1, 70)"/></xsl:otherwise>
            </xsl:choose>
        </Name>
        <Address>
            <xsl:if test="$party/d:city"><CityName><xsl:value-of select="$party/d:city"/></CityName></xsl:if>
            <xsl:if test="$party/d:country"><CountryCode><xsl:value-of select="$party/d:country"/></CountryCode></xsl:if>
            <xsl:if test="normalize-space($street) != ''">
                <Line><xsl:value-of select="substring($street, 1, 70)"/></Line>
            </xsl:if>
            <xsl:if test="string-length($street) &gt; 70">
                <xsl:value-of select="p:finding('TEXT-CUT', concat($field, '.address_lines'), 0)"/>
            </xsl:if>
            <xsl:choose>
                <xsl:when test="$postcode = ''"/>
                <xsl:when test="string-length($postcode) &lt; 10">
                    <PostcodeID><xsl:value-of select="$postcode"/></PostcodeID>
                </xsl:when>
                <xsl:otherwise>
                    <xsl:value-of select="p:finding('TEXT-CUT', concat($field, '.postcode'), 0)"/>
                </xsl:otherwise>
            </xsl:choose>
        </Address>
    </xsl:template>

    <xsl:template name="exit_office">
        <xsl:variable name="office" select="string($declaration/d:office_of_origin)"/>
        <xsl:choose>
            <xsl:when test="p:has-code('exit_offices', $office)">
                <xsl:value-of select="p:code('exit_offices', $office)"/>
            </xsl:when>
            <xsl:otherwise><xsl:value-of select="p:code('exit_offices', 'none')"/></xsl:otherwise>
        </xsl:choose>
    </xsl:template>

    <xsl:template name="package_kind">
        <xsl:variable name="class">
            <xsl:call-template name="key">
                <xsl:with-param name="value" select="$declaration/d:mail_class"/>
            </xsl:call-template>
        </xsl:variable>
        <xsl:value-of select="p:code('package_kinds', $class)"/>
    </xsl:template>

    <!-- The key of a table's row: what was sent, or the row for what was not. -->
    <xsl:template name="key">
        <xsl:param name="value"/>
        <xsl:choose>
            <xsl:when test="string($value) != ''"><xsl:value-of select="$value"/></xsl:when>
            <xsl:otherwise>none</xsl:otherwise>
        </xsl:choose>
    </xsl:template>
</xsl:stylesheet>
