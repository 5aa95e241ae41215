<?xml version="1.0" encoding="UTF-8"?>
<!--
    A filing becomes a SAD as ASYCUDA World imports it. The reader of that system wants every part there: a text that
    is not known is <null/>, a number or date that is not known an empty element. Names are spelt as the system spells
    them (a capital C in Customs_Clearance_office_name, three p in Suppplementary_unit, a small r in receipt).
    Codes come from codes/*.csv, what else is national from profile.xml: nothing of it stands here.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:f="urn:postern:filing:1"
                xmlns:d="urn:postern:declaration:1" xmlns:p="urn:postern:functions:1" exclude-result-prefixes="f d p">
    <xsl:include href="declaration-parts.xsl"/>
    <xsl:output method="xml" encoding="UTF-8" indent="no"/>
    <xsl:param name="date_pattern"/>
    <xsl:param name="declarant_code"/>
    <xsl:param name="declarant_name"/>
    <xsl:param name="packages_first_item"/>
    <xsl:param name="packages_other_items"/>

    <xsl:variable name="filing" select="/f:filing"/>
    <xsl:variable name="declaration" select="$filing/d:declaration"/>
    <xsl:variable name="lines" select="$declaration/d:lines/d:line"/>
    <xsl:variable name="procedure" select="concat($filing/@leg, '-', $declaration/d:claim)"/>
    <!-- What is on the parcel: the S10, or the reference where a pack lodges before there is one. -->
    <xsl:variable name="marks">
        <xsl:choose>
            <xsl:when test="$filing/@item-id != ''"><xsl:value-of select="$filing/@item-id"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="$filing/@reference"/></xsl:otherwise>
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
    <xsl:variable name="currency">
        <xsl:choose>
            <xsl:when test="$declaration/d:total_value/@currency">
                <xsl:value-of select="$declaration/d:total_value/@currency"/>
            </xsl:when>
            <xsl:otherwise><xsl:value-of select="$lines[1]/d:currency"/></xsl:otherwise>
        </xsl:choose>
    </xsl:variable>
    <!-- The day on the form, which customs may never have seen; else the day it was lodged. -->
    <xsl:variable name="form_day">
        <xsl:choose>
            <xsl:when test="$declaration/d:certification/d:on">
                <xsl:value-of select="$declaration/d:certification/d:on"/>
            </xsl:when>
            <xsl:when test="$declaration/d:posting_date">
                <xsl:value-of select="$declaration/d:posting_date"/>
            </xsl:when>
            <xsl:otherwise><xsl:value-of select="$filing/@lodged-on"/></xsl:otherwise>
        </xsl:choose>
    </xsl:variable>
    <xsl:variable name="terms">
        <xsl:call-template name="key">
            <xsl:with-param name="value" select="$declaration/d:duties_prepaid/d:terms"/>
        </xsl:call-template>
    </xsl:variable>
    <!-- What is the same for every item is looked up once. -->
    <xsl:variable name="terms_code" select="p:code('delivery_terms', $terms)"/>
    <xsl:variable name="procedure_extended" select="p:code('procedures', $procedure, 'extended')"/>
    <xsl:variable name="procedure_national" select="p:code('procedures', $procedure, 'national')"/>
    <xsl:variable name="class">
        <xsl:call-template name="key">
            <xsl:with-param name="value" select="$declaration/d:mail_class"/>
        </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="package_code" select="p:code('package_kinds', $class)"/>
    <xsl:variable name="package_name" select="p:code('package_kinds', $class, 'name')"/>

    <xsl:template match="/">
        <xsl:if test="$date_pattern = ''">
            <xsl:message terminate="yes">the parameter date_pattern was not given</xsl:message>
        </xsl:if>
        <ASYCUDA>
            <xsl:call-template name="export_release"/>
            <xsl:call-template name="property"/>
            <xsl:call-template name="identification"/>
            <xsl:call-template name="traders"/>
            <Declarant>
                <Declarant_code><xsl:value-of select="$declarant_code"/></Declarant_code>
                <Declarant_name><xsl:value-of select="$declarant_name"/></Declarant_name>
                <Declarant_representative><null/></Declarant_representative>
                <Reference>
                    <Number><xsl:value-of select="$filing/@reference"/></Number>
                </Reference>
            </Declarant>
            <xsl:call-template name="general_information"/>
            <xsl:call-template name="transport"/>
            <Financial>
                <Bank>
                    <Code><null/></Code>
                    <Name><null/></Name>
                    <Branch><null/></Branch>
                    <Reference><null/></Reference>
                </Bank>
                <Terms><Code><null/></Code><Description><null/></Description></Terms>
            </Financial>
            <xsl:call-template name="valuation"/>
            <xsl:apply-templates select="$lines"/>
        </ASYCUDA>
    </xsl:template>

    <!-- One line of goods is one item of the SAD. -->
    <xsl:template match="d:line">
        <xsl:variable name="no" select="position()"/>
        <xsl:variable name="hs" select="translate(($filing/f:enriched/f:line[$no]/@commodity_code | d:hs_code)[1], ' .-', '')"/>
        <Item>
            <xsl:if test="$no = 1"><xsl:call-template name="documents"/></xsl:if>
            <Packages>
                <Number_of_packages>
                    <xsl:choose>
                        <xsl:when test="$no = 1"><xsl:value-of select="$packages_first_item"/></xsl:when>
                        <xsl:otherwise><xsl:value-of select="$packages_other_items"/></xsl:otherwise>
                    </xsl:choose>
                </Number_of_packages>
                <Marks1_of_packages><xsl:value-of select="$marks"/></Marks1_of_packages>
                <Marks2_of_packages><null/></Marks2_of_packages>
                <Kind_of_packages_code><xsl:value-of select="$package_code"/></Kind_of_packages_code>
                <Kind_of_packages_name><xsl:value-of select="$package_name"/></Kind_of_packages_name>
            </Packages>
            <IncoTerms>
                <Code><xsl:value-of select="$terms_code"/></Code>
                <Place><null/></Place>
            </IncoTerms>
            <Tarification>
                <xsl:call-template name="hs_code">
                    <xsl:with-param name="hs" select="$hs"/>
                    <xsl:with-param name="no" select="$no"/>
                </xsl:call-template>
                <Preference_code><null/></Preference_code>
                <Extended_customs_procedure>
                    <xsl:value-of select="$procedure_extended"/>
                </Extended_customs_procedure>
                <National_customs_procedure>
                    <xsl:value-of select="$procedure_national"/>
                </National_customs_procedure>
                <xsl:call-template name="supplementary_unit">
                    <xsl:with-param name="no" select="$no"/>
                </xsl:call-template>
                <Item_price><xsl:value-of select="d:line_value"/></Item_price>
            </Tarification>
            <Goods_description>
                <Country_of_origin_code>
                    <xsl:call-template name="text_or_null">
                        <xsl:with-param name="text" select="d:origin_country"/>
                    </xsl:call-template>
                </Country_of_origin_code>
                <Country_of_origin_region/>
                <!-- the tariff fills it in -->
                <Description_of_goods><null/></Description_of_goods>
                <Commercial_Description>
                    <xsl:value-of select="d:descriptions/d:description[1]"/>
                </Commercial_Description>
            </Goods_description>
            <Previous_doc>
                <!-- what it leaves with, where that is known, else the item itself -->
                <Summary_declaration>
                    <xsl:choose>
                        <xsl:when test="$filing/f:dispatch">
                            <xsl:value-of select="$filing/f:dispatch/@receptacle"/>
                        </xsl:when>
                        <xsl:otherwise><xsl:value-of select="$marks"/></xsl:otherwise>
                    </xsl:choose>
                </Summary_declaration>
            </Previous_doc>
            <Valuation_item>
                <Weight_itm>
                    <Gross_weight_itm>
                        <xsl:value-of select="$filing/f:enriched/f:line[$no]/@gross_weight_kg"/>
                    </Gross_weight_itm>
                    <Net_weight_itm><xsl:value-of select="d:net_weight_kg"/></Net_weight_itm>
                </Weight_itm>
                <Item_Invoice>
                    <Amount_foreign_currency><xsl:value-of select="d:line_value"/></Amount_foreign_currency>
                    <Currency_code>
                        <xsl:choose>
                            <xsl:when test="d:currency"><xsl:value-of select="d:currency"/></xsl:when>
                            <xsl:otherwise><xsl:value-of select="$currency"/></xsl:otherwise>
                        </xsl:choose>
                    </Currency_code>
                </Item_Invoice>
            </Valuation_item>
        </Item>
    </xsl:template>

    <!-- Eight digits are the commodity code, what follows is its precision. Nothing is ever filled up. -->
    <xsl:template name="hs_code">
        <xsl:param name="hs"/>
        <xsl:param name="no"/>
        <xsl:if test="string-length($hs) &lt; 8">
            <xsl:value-of select="p:finding('HS-NATIONAL-DIGITS', 'lines.hs_code', $no)"/>
        </xsl:if>
        <HScode>
            <Commodity_code>
                <xsl:call-template name="text_or_null">
                    <xsl:with-param name="text" select="substring($hs, 1, 8)"/>
                </xsl:call-template>
            </Commodity_code>
            <Precision_1>
                <xsl:call-template name="text_or_null">
                    <xsl:with-param name="text" select="substring($hs, 9)"/>
                </xsl:call-template>
            </Precision_1>
            <Precision_2><null/></Precision_2>
            <Precision_3><null/></Precision_3>
            <Precision_4><null/></Precision_4>
        </HScode>
    </xsl:template>

    <!-- A unit that the table lacks is told with its line; a piece is what nobody needs to name. -->
    <xsl:template name="supplementary_unit">
        <xsl:param name="no"/>
        <xsl:variable name="unit">
            <xsl:call-template name="key">
                <xsl:with-param name="value" select="d:quantity_unit"/>
            </xsl:call-template>
        </xsl:variable>
        <xsl:variable name="enriched" select="$filing/f:enriched/f:line[$no]"/>
        <Supplementary_unit>
            <xsl:choose>
                <!-- the tariff says in what it is counted -->
                <xsl:when test="$enriched/@supplementary_unit">
                    <xsl:if test="not($enriched/@supplementary_quantity)">
                        <xsl:value-of select="p:finding('SUPPLEMENTARY-QUANTITY-MISSING', 'lines.quantity', $no)"/>
                    </xsl:if>
                    <Suppplementary_unit_code>
                        <xsl:value-of select="$enriched/@supplementary_unit"/>
                    </Suppplementary_unit_code>
                    <Suppplementary_unit_name><null/></Suppplementary_unit_name>
                </xsl:when>
                <xsl:when test="p:has-code('units', $unit)">
                    <Suppplementary_unit_code><xsl:value-of select="p:code('units', $unit)"/></Suppplementary_unit_code>
                    <Suppplementary_unit_name>
                        <xsl:value-of select="p:code('units', $unit, 'name')"/>
                    </Suppplementary_unit_name>
                </xsl:when>
                <xsl:otherwise>
                    <xsl:value-of select="p:finding('CODE-MISSING', 'lines.quantity_unit', $no)"/>
                    <Suppplementary_unit_code><null/></Suppplementary_unit_code>
                    <Suppplementary_unit_name><null/></Suppplementary_unit_name>
                </xsl:otherwise>
            </xsl:choose>
            <Suppplementary_unit_quantity>
                <xsl:value-of select="p:plain(($enriched/@supplementary_quantity | d:quantity)[1])"/>
            </Suppplementary_unit_quantity>
        </Supplementary_unit>
    </xsl:template>

    <!-- The form itself first: it is what the sender signed. -->
    <xsl:template name="documents">
        <xsl:variable name="form">
            <xsl:call-template name="key">
                <xsl:with-param name="value" select="$declaration/d:form"/>
            </xsl:call-template>
        </xsl:variable>
        <xsl:call-template name="document">
            <xsl:with-param name="kind" select="string($form)"/>
            <xsl:with-param name="reference" select="string($marks)"/>
            <xsl:with-param name="day" select="p:date($form_day, $date_pattern)"/>
        </xsl:call-template>
        <xsl:for-each select="$declaration/d:documents/d:document">
            <xsl:call-template name="document">
                <xsl:with-param name="kind" select="string(@kind)"/>
                <xsl:with-param name="reference" select="string((d:number | d:name)[1])"/>
            </xsl:call-template>
        </xsl:for-each>
    </xsl:template>

    <xsl:template name="document">
        <xsl:param name="kind"/>
        <xsl:param name="reference"/>
        <xsl:param name="day"/>
        <Attached_documents>
            <Attached_document_code><xsl:value-of select="p:code('document_codes', $kind)"/></Attached_document_code>
            <Attached_document_name>
                <xsl:value-of select="p:code('document_codes', $kind, 'name')"/>
            </Attached_document_name>
            <Attached_document_reference>
                <xsl:call-template name="text_or_null">
                    <xsl:with-param name="text" select="$reference"/>
                </xsl:call-template>
            </Attached_document_reference>
            <Attached_document_date><xsl:value-of select="$day"/></Attached_document_date>
        </Attached_documents>
    </xsl:template>
</xsl:stylesheet>
