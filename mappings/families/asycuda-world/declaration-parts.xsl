<?xml version="1.0" encoding="UTF-8"?>
<!-- The general segment of the SAD, one template a part, and the two ways in which something is absent. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:f="urn:postern:filing:1"
                xmlns:d="urn:postern:declaration:1" xmlns:p="urn:postern:functions:1" exclude-result-prefixes="f d p">
    <xsl:template name="text_or_null">
        <xsl:param name="text"/>
        <xsl:choose>
            <xsl:when test="string($text) != ''"><xsl:value-of select="$text"/></xsl:when>
            <xsl:otherwise><null/></xsl:otherwise>
        </xsl:choose>
    </xsl:template>

    <!-- The key of a table's row: what was sent, or the row for what was not. -->
    <xsl:template name="key">
        <xsl:param name="value"/>
        <xsl:choose>
            <xsl:when test="string($value) != ''"><xsl:value-of select="$value"/></xsl:when>
            <xsl:otherwise>none</xsl:otherwise>
        </xsl:choose>
    </xsl:template>

    <!-- Customs fills it in. -->
    <xsl:template name="export_release">
        <Export_release>
            <Date_of_exit/>
            <Time_of_exit/>
            <Actual_office_of_exit_code><null/></Actual_office_of_exit_code>
            <Actual_office_of_exit_name><null/></Actual_office_of_exit_name>
            <Exit_reference><null/></Exit_reference>
            <Comments><null/></Comments>
        </Export_release>
    </xsl:template>

    <xsl:template name="property">
        <Property>
            <Sad_flow><xsl:value-of select="p:code('procedures', $procedure, 'flow')"/></Sad_flow>
            <Forms>
                <Number_of_the_form>1</Number_of_the_form>
                <!-- the first form holds one item, each further one three -->
                <Total_number_of_forms>
                    <xsl:value-of select="1 + ceiling((count($lines) - 1) div 3)"/>
                </Total_number_of_forms>
            </Forms>
            <Nbers>
                <Number_of_loading_lists/>
                <Total_number_of_items><xsl:value-of select="count($lines)"/></Total_number_of_items>
                <Total_number_of_packages>
                    <xsl:value-of select="$packages_first_item + $packages_other_items * (count($lines) - 1)"/>
                </Total_number_of_packages>
            </Nbers>
            <Place_of_declaration><null/></Place_of_declaration>
            <Date_of_declaration/>
            <Selected_page>1</Selected_page>
        </Property>
    </xsl:template>

    <xsl:template name="identification">
        <Identification>
            <Office_segment>
                <xsl:variable name="offices" select="$filing/f:enriched/f:offices"/>
                <Customs_clearance_office_code>
                    <xsl:choose>
                        <xsl:when test="$offices"><xsl:value-of select="$offices/@customs"/></xsl:when>
                        <xsl:otherwise><xsl:value-of select="p:code('office', $filing/@leg)"/></xsl:otherwise>
                    </xsl:choose>
                </Customs_clearance_office_code>
                <Customs_Clearance_office_name>
                    <xsl:choose>
                        <xsl:when test="$offices"><xsl:value-of select="$offices/@customs_name"/></xsl:when>
                        <xsl:otherwise><xsl:value-of select="p:code('office', $filing/@leg, 'name')"/></xsl:otherwise>
                    </xsl:choose>
                </Customs_Clearance_office_name>
            </Office_segment>
            <Type>
                <Type_of_declaration>
                    <xsl:value-of select="p:code('procedures', $procedure, 'model')"/>
                </Type_of_declaration>
                <Declaration_gen_procedure_code>
                    <xsl:value-of select="p:code('procedures', $procedure, 'general')"/>
                </Declaration_gen_procedure_code>
                <Type_of_transit_document><null/></Type_of_transit_document>
            </Type>
            <Manifest_reference_number><null/></Manifest_reference_number>
            <!-- customs fills in these three: they are how an export of the file tells its state -->
            <Registration><Serial_number><null/></Serial_number><Number/><Date/></Registration>
            <Assessment><Serial_number><null/></Serial_number><Number/><Date/></Assessment>
            <receipt><Serial_number><null/></Serial_number><Number/><Date/></receipt>
        </Identification>
    </xsl:template>

    <xsl:template name="traders">
        <Traders>
            <Exporter>
                <Exporter_code><xsl:call-template name="exporter_code"/></Exporter_code>
                <Exporter_name><xsl:apply-templates select="$declaration/d:sender"/></Exporter_name>
            </Exporter>
            <Consignee>
                <Consignee_code><null/></Consignee_code>
                <Consignee_name><xsl:apply-templates select="$declaration/d:addressee"/></Consignee_name>
            </Consignee>
            <Financial>
                <Financial_code><null/></Financial_code>
                <Financial_name><null/></Financial_name>
            </Financial>
        </Traders>
    </xsl:template>

    <!-- The first of the numbers that customs knows exporters by; one for the destination is none of them. -->
    <xsl:template name="exporter_code">
        <xsl:variable name="known" select="$declaration/d:sender/d:numbers/d:number[not(@side = 'destination')]
                                           [p:has-code('exporter_numbers', @scheme)]"/>
        <xsl:variable name="on_record" select="$filing/f:enriched/f:exporter_number"/>
        <xsl:if test="$on_record">
            <xsl:call-template name="text_or_null">
                <xsl:with-param name="text" select="$on_record"/>
            </xsl:call-template>
        </xsl:if>
        <xsl:for-each select="$known[not($on_record)]">
            <xsl:sort select="p:code('exporter_numbers', @scheme, 'rank')" data-type="number"/>
            <xsl:if test="position() = 1"><xsl:value-of select="."/></xsl:if>
        </xsl:for-each>
        <xsl:if test="not($known | $on_record)">
            <xsl:value-of select="p:finding('EXPORTER-NUMBER-MISSING', 'sender.numbers', 0)"/>
            <null/>
        </xsl:if>
    </xsl:template>

    <!-- Name and address in one text, a line each. -->
    <xsl:template match="d:sender | d:addressee">
        <xsl:variable name="first">
            <xsl:choose>
                <xsl:when test="d:name"><xsl:value-of select="d:name"/></xsl:when>
                <xsl:otherwise>
                    <xsl:value-of select="normalize-space(concat(d:first_name, ' ', d:last_name))"/>
                </xsl:otherwise>
            </xsl:choose>
        </xsl:variable>
        <xsl:variable name="place" select="normalize-space(concat(d:postcode, ' ', d:city, ' ', d:subdivision))"/>
        <xsl:value-of select="d:business"/>
        <xsl:if test="d:business and $first != ''"><xsl:text>&#10;</xsl:text></xsl:if>
        <xsl:value-of select="$first"/>
        <xsl:for-each select="d:address_lines/d:line">
            <xsl:value-of select="concat('&#10;', .)"/>
        </xsl:for-each>
        <xsl:if test="$place != ''"><xsl:value-of select="concat('&#10;', $place)"/></xsl:if>
        <xsl:if test="d:country"><xsl:value-of select="concat('&#10;', p:country-name(d:country))"/></xsl:if>
    </xsl:template>

    <xsl:template name="general_information">
        <xsl:variable name="from" select="$declaration/d:sender/d:country"/>
        <xsl:variable name="to" select="$declaration/d:addressee/d:country"/>
        <General_information>
            <Country>
                <Country_first_destination><xsl:value-of select="$to"/></Country_first_destination>
                <Trading_country><xsl:value-of select="$to"/></Trading_country>
                <Export>
                    <Export_country_code><xsl:value-of select="$from"/></Export_country_code>
                    <Export_country_name><xsl:value-of select="p:country-name($from)"/></Export_country_name>
                    <Export_country_region/>
                </Export>
                <Destination>
                    <Destination_country_code><xsl:value-of select="$to"/></Destination_country_code>
                    <Destination_country_name><xsl:value-of select="p:country-name($to)"/></Destination_country_name>
                    <Destination_country_region/>
                </Destination>
                <Country_of_origin_name><xsl:call-template name="origin_name"/></Country_of_origin_name>
            </Country>
        </General_information>
    </xsl:template>

    <!-- One country, or the word for several; where a line says none, only several can be known. -->
    <xsl:template name="origin_name">
        <xsl:variable name="first" select="$lines/d:origin_country[1]"/>
        <xsl:choose>
            <xsl:when test="$lines/d:origin_country != string($lines/d:origin_country)">Many</xsl:when>
            <xsl:when test="$lines[not(d:origin_country)] or not($first)"><null/></xsl:when>
            <xsl:otherwise><xsl:value-of select="p:country-name($lines[1]/d:origin_country)"/></xsl:otherwise>
        </xsl:choose>
    </xsl:template>

    <xsl:template name="transport">
        <xsl:variable name="mode">
            <xsl:call-template name="key">
                <xsl:with-param name="value" select="$declaration/d:transport_mode"/>
            </xsl:call-template>
        </xsl:variable>
        <Transport>
            <Means_of_transport>
                <Departure_arrival_information>
                    <Identity><null/></Identity>
                    <Nationality><null/></Nationality>
                </Departure_arrival_information>
                <Border_information>
                    <Identity><null/></Identity>
                    <Nationality><null/></Nationality>
                    <Mode><xsl:value-of select="p:code('mode', $mode)"/></Mode>
                </Border_information>
                <Inland_mode_of_transport><null/></Inland_mode_of_transport>
            </Means_of_transport>
            <Container_flag>false</Container_flag>
            <Delivery_terms>
                <Code><xsl:value-of select="p:code('delivery_terms', $terms)"/></Code>
                <Place><null/></Place>
                <Situation><null/></Situation>
            </Delivery_terms>
            <Border_office><Code><null/></Code><Name><null/></Name></Border_office>
            <Place_of_loading><Code><null/></Code><Name><null/></Name><Country><null/></Country></Place_of_loading>
            <Location_of_goods><null/></Location_of_goods>
        </Transport>
    </xsl:template>

    <!-- Amounts as they were declared, in their currency, and no rate: the system converts by its own. -->
    <xsl:template name="valuation">
        <xsl:variable name="carriage"
                      select="$declaration/d:shipping_charged[p:code('delivery_terms', $terms, 'carriage') = 'yes']"/>
        <Valuation>
            <Calculation_working_mode>0</Calculation_working_mode>
            <Weight><Gross_weight/></Weight>
            <Total_cost>0</Total_cost>
            <Total_CIF/>
            <Gs_Invoice>
                <Amount_foreign_currency><xsl:value-of select="$total"/></Amount_foreign_currency>
                <Currency_code><xsl:value-of select="$currency"/></Currency_code>
            </Gs_Invoice>
            <Gs_external_freight>
                <Amount_foreign_currency><xsl:value-of select="$carriage"/></Amount_foreign_currency>
                <Currency_code>
                    <xsl:call-template name="text_or_null">
                        <xsl:with-param name="text" select="$carriage/@currency"/>
                    </xsl:call-template>
                </Currency_code>
            </Gs_external_freight>
            <Total>
                <Total_invoice><xsl:value-of select="$total"/></Total_invoice>
                <!-- the sum of the items, so that the two always agree -->
                <Total_weight><xsl:value-of select="p:sum($filing/f:enriched/f:line/@gross_weight_kg)"/></Total_weight>
            </Total>
        </Valuation>
    </xsl:template>
</xsl:stylesheet>
