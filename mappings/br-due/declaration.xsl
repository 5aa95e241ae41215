<?xml version="1.0" encoding="UTF-8"?>
<!--
    A filing becomes a DU-E that the postal operator declares (code 1003). A company's goods are those of its electronic
    invoice, so that form names the invoice and leaves out exporter and importer; a person's are written out.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:f="urn:postern:filing:1"
                xmlns:d="urn:postern:declaration:1" xmlns:p="urn:postern:functions:1"
                xmlns="urn:wco:datamodel:WCO:GoodsDeclaration:1" exclude-result-prefixes="f d p">
    <xsl:output method="xml" encoding="UTF-8" indent="no"/>
    <xsl:param name="date_pattern"/>
    <xsl:param name="declarant_id"/>
    <xsl:param name="customs_unit"/>
    <xsl:param name="postal_premises"/>
    <xsl:param name="exit_unit"/>
    <xsl:param name="procedure"/>

    <xsl:variable name="filing" select="/f:filing"/>
    <xsl:variable name="declaration" select="$filing/d:declaration"/>
    <xsl:variable name="lines" select="$declaration/d:lines/d:line"/>
    <xsl:variable name="known" select="$filing/f:enriched/f:exporter_number |
                                       $declaration/d:sender/d:numbers/d:number[not(@side = 'destination')]
                                       [p:has-code('exporter_numbers', @scheme)]"/>
    <xsl:variable name="exporter_id" select="translate($known[1], ' ./-', '')"/>
    <xsl:variable name="invoice_key"
                  select="translate($declaration/d:extra_fields/d:field[@name = 'nfe_key'], ' .-', '')"/>
    <xsl:variable name="currency">
        <xsl:choose>
            <xsl:when test="$declaration/d:total_value/@currency">
                <xsl:value-of select="$declaration/d:total_value/@currency"/>
            </xsl:when>
            <xsl:otherwise><xsl:value-of select="$lines[d:currency][1]/d:currency"/></xsl:otherwise>
        </xsl:choose>
    </xsl:variable>
    <xsl:variable name="terms">
        <xsl:call-template name="key">
            <xsl:with-param name="value" select="$declaration/d:duties_prepaid/d:terms"/>
        </xsl:call-template>
    </xsl:variable>

    <xsl:template match="/">
        <Declaration>
            <xsl:choose>
                <xsl:when test="string-length($invoice_key) = 44">
                    <DeclarationNFe>
                        <xsl:call-template name="head"/>
                        <GoodsShipment>
                            <xsl:apply-templates select="$lines" mode="invoiced"/>
                            <Invoice>
                                <ID><xsl:value-of select="$invoice_key"/></ID>
                                <TypeCode>388</TypeCode>
                            </Invoice>
                            <xsl:call-template name="terms"/>
                        </GoodsShipment>
                        <xsl:call-template name="reference"/>
                    </DeclarationNFe>
                </xsl:when>
                <xsl:otherwise>
                    <DeclarationNoNF>
                        <xsl:call-template name="head"/>
                        <GoodsShipment>
                            <Exporter><xsl:call-template name="exporter"/></Exporter>
                            <xsl:apply-templates select="$lines" mode="written"/>
                            <Importer><xsl:call-template name="importer"/></Importer>
                            <Invoice/>
                            <xsl:call-template name="terms"/>
                        </GoodsShipment>
                        <xsl:call-template name="reference"/>
                    </DeclarationNoNF>
                </xsl:otherwise>
            </xsl:choose>
        </Declaration>
    </xsl:template>

    <xsl:template name="head">
        <DeclarationOffice>
            <ID listID="token"><xsl:value-of select="$customs_unit"/></ID>
            <Warehouse>
                <ID schemeID="token"><xsl:value-of select="$postal_premises"/></ID>
                <TypeCode>281</TypeCode>
            </Warehouse>
        </DeclarationOffice>
        <AdditionalInformation>
            <StatementCode>1003</StatementCode>
            <StatementTypeCode>CUS</StatementTypeCode>
        </AdditionalInformation>
        <CurrencyExchange><CurrencyTypeCode><xsl:value-of select="$currency"/></CurrencyTypeCode></CurrencyExchange>
        <Declarant><ID schemeID="token"><xsl:value-of select="$declarant_id"/></ID></Declarant>
        <ExitOffice><ID><xsl:value-of select="$exit_unit"/></ID></ExitOffice>
    </xsl:template>

    <xsl:template match="d:line" mode="written">
        <xsl:variable name="no" select="position()"/>
        <xsl:variable name="enriched" select="$filing/f:enriched/f:line[$no]"/>
        <xsl:variable name="hs" select="translate(($enriched/@commodity_code | d:hs_code)[1], ' .-', '')"/>
        <xsl:variable name="unit">
            <xsl:call-template name="key"><xsl:with-param name="value" select="d:quantity_unit"/></xsl:call-template>
        </xsl:variable>
        <xsl:if test="string-length($hs) &lt; 8">
            <xsl:value-of select="p:finding('HS-NATIONAL-DIGITS', 'lines.hs_code', $no)"/>
        </xsl:if>
        <GovernmentAgencyGoodsItem>
            <xsl:call-template name="value_and_destination"><xsl:with-param name="no" select="$no"/></xsl:call-template>
            <Commodity>
                <Description><xsl:value-of select="d:descriptions/d:description[1]"/></Description>
                <ValueAmount><xsl:value-of select="p:decimal(d:line_value, 2)"/></ValueAmount>
                <Classification>
                    <ID><xsl:value-of select="substring($hs, 1, 8)"/></ID>
                    <IdentificationTypeCode>HS</IdentificationTypeCode>
                </Classification>
                <!-- by the statistical unit, which for most goods is the kilogram; and as they are sold -->
                <xsl:if test="$enriched/@supplementary_unit and not($enriched/@supplementary_quantity)">
                    <xsl:value-of select="p:finding('SUPPLEMENTARY-QUANTITY-MISSING', 'lines.quantity', $no)"/>
                </xsl:if>
                <GoodsMeasure>
                    <TypeCode>AAF</TypeCode>
                    <TariffQuantity>
                        <xsl:choose>
                            <xsl:when test="$enriched/@supplementary_quantity">
                                <xsl:value-of select="p:plain($enriched/@supplementary_quantity)"/>
                            </xsl:when>
                            <xsl:otherwise><xsl:call-template name="net"/></xsl:otherwise>
                        </xsl:choose>
                    </TariffQuantity>
                </GoodsMeasure>
                <GoodsMeasure>
                    <UnitDescription><xsl:value-of select="p:code('units', $unit)"/></UnitDescription>
                    <TypeCode>ABW</TypeCode>
                    <TariffQuantity><xsl:value-of select="p:plain(d:quantity)"/></TariffQuantity>
                </GoodsMeasure>
            </Commodity>
            <xsl:call-template name="weight_and_procedure"/>
        </GovernmentAgencyGoodsItem>
    </xsl:template>

    <!-- What the goods are stands in the invoice: here is its line. -->
    <xsl:template match="d:line" mode="invoiced">
        <GovernmentAgencyGoodsItem>
            <xsl:call-template name="value_and_destination">
                <xsl:with-param name="no" select="position()"/>
            </xsl:call-template>
            <Commodity>
                <Description><xsl:value-of select="d:descriptions/d:description[1]"/></Description>
                <ValueAmount><xsl:value-of select="p:decimal(d:line_value, 2)"/></ValueAmount>
                <InvoiceLine><SequenceNumeric><xsl:value-of select="position()"/></SequenceNumeric></InvoiceLine>
            </Commodity>
            <xsl:call-template name="weight_and_procedure"/>
        </GovernmentAgencyGoodsItem>
    </xsl:template>

    <xsl:template name="value_and_destination">
        <xsl:param name="no"/>
        <CustomsValueAmount><xsl:value-of select="p:decimal(d:line_value, 2)"/></CustomsValueAmount>
        <SequenceNumeric><xsl:value-of select="$no"/></SequenceNumeric>
        <Destination>
            <CountryCode><xsl:value-of select="$declaration/d:addressee/d:country"/></CountryCode>
            <GoodsMeasure><TariffQuantity><xsl:value-of select="p:plain(d:quantity)"/></TariffQuantity></GoodsMeasure>
        </Destination>
    </xsl:template>

    <xsl:template name="weight_and_procedure">
        <GoodsMeasure>
            <NetNetWeightMeasure><xsl:call-template name="net"/></NetNetWeightMeasure>
        </GoodsMeasure>
        <GovernmentProcedure><CurrentCode><xsl:value-of select="$procedure"/></CurrentCode></GovernmentProcedure>
    </xsl:template>

    <xsl:template name="net"><xsl:value-of select="p:plain(d:net_weight_kg)"/></xsl:template>

    <xsl:template name="exporter">
        <xsl:variable name="sender" select="$declaration/d:sender"/>
        <xsl:if test="not($known)">
            <xsl:value-of select="p:finding('EXPORTER-NUMBER-MISSING', 'sender.numbers', 0)"/>
        </xsl:if>
        <Name>
            <xsl:choose>
                <xsl:when test="$sender/d:business"><xsl:value-of select="$sender/d:business"/></xsl:when>
                <xsl:otherwise><xsl:call-template name="person"><xsl:with-param name="of" select="$sender"/></xsl:call-template></xsl:otherwise>
            </xsl:choose>
        </Name>
        <ID><xsl:value-of select="$exporter_id"/></ID>
        <Address>
            <CountryCode><xsl:value-of select="$sender/d:country"/></CountryCode>
            <CountrySubDivisionCode><xsl:value-of select="p:code('states', $sender/d:subdivision)"/></CountrySubDivisionCode>
            <Line><xsl:call-template name="street"><xsl:with-param name="of" select="$sender"/></xsl:call-template></Line>
        </Address>
    </xsl:template>

    <xsl:template name="importer">
        <xsl:variable name="addressee" select="$declaration/d:addressee"/>
        <Name>
            <xsl:choose>
                <xsl:when test="$addressee/d:business"><xsl:value-of select="$addressee/d:business"/></xsl:when>
                <xsl:otherwise><xsl:call-template name="person"><xsl:with-param name="of" select="$addressee"/></xsl:call-template></xsl:otherwise>
            </xsl:choose>
        </Name>
        <Address>
            <CountryCode><xsl:value-of select="$addressee/d:country"/></CountryCode>
            <Line><xsl:call-template name="street"><xsl:with-param name="of" select="$addressee"/></xsl:call-template></Line>
        </Address>
    </xsl:template>

    <xsl:template name="person">
        <xsl:param name="of"/>
        <xsl:choose>
            <xsl:when test="$of/d:name"><xsl:value-of select="$of/d:name"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="normalize-space(concat($of/d:first_name, ' ', $of/d:last_name))"/></xsl:otherwise>
        </xsl:choose>
    </xsl:template>

    <xsl:template name="street">
        <xsl:param name="of"/>
        <xsl:for-each select="$of/d:address_lines/d:line | $of/d:city | $of/d:postcode">
            <xsl:if test="position() &gt; 1">, </xsl:if>
            <xsl:value-of select="."/>
        </xsl:for-each>
    </xsl:template>

    <xsl:template name="terms">
        <TradeTerms><ConditionCode><xsl:value-of select="p:code('delivery_terms', $terms)"/></ConditionCode></TradeTerms>
    </xsl:template>

    <!-- Year, country, root of the exporter's number, decade, what is on the parcel; without the number there is none. -->
    <xsl:template name="reference">
        <xsl:variable name="root">
            <xsl:choose>
                <xsl:when test="string-length($exporter_id) = 14"><xsl:value-of select="substring($exporter_id, 1, 8)"/></xsl:when>
                <xsl:when test="string-length($exporter_id) = 11"><xsl:value-of select="$exporter_id"/></xsl:when>
            </xsl:choose>
        </xsl:variable>
        <xsl:if test="$root != ''">
            <UCR>
                <TraderAssignedReferenceID>
                    <xsl:value-of select="concat(substring($filing/@lodged-on, 4, 1), 'BR', $root,
                                                 substring($filing/@lodged-on, 3, 1), $filing/@item-id)"/>
                </TraderAssignedReferenceID>
            </UCR>
        </xsl:if>
    </xsl:template>

    <xsl:template name="key">
        <xsl:param name="value"/>
        <xsl:choose>
            <xsl:when test="string($value) != ''"><xsl:value-of select="$value"/></xsl:when>
            <xsl:otherwise>none</xsl:otherwise>
        </xsl:choose>
    </xsl:template>
</xsl:stylesheet>
