<?xml version="1.0" encoding="UTF-8"?>
<!--
    JSON: an item's tree becomes the canonical declaration. Members have the names of its elements, but stand in the
    order of the alphabet; here they come into the canonical one. What was not sent, or sent empty, is left out. An item
    that breaks its schema passes here too, so that the rules can say what else is wrong. Of what may stand only so
    often no more is read. Leaves are in leaves.xsl, amounts, numbers and texts in values.xsl.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:j="urn:postern:json:1"
                xmlns="urn:postern:declaration:1" exclude-result-prefixes="j">
    <xsl:include href="leaves.xsl"/>
    <xsl:include href="values.xsl"/>
    <xsl:output method="xml" encoding="UTF-8" indent="no"/>

    <xsl:template match="/j:declaration">
        <declaration>
            <form>
                <xsl:choose>
                    <xsl:when test="normalize-space(j:form)"><xsl:value-of select="normalize-space(j:form)"/></xsl:when>
                    <xsl:otherwise>CN23</xsl:otherwise>
                </xsl:choose>
            </form>
            <xsl:apply-templates select="j:item_id"/>
            <xsl:apply-templates select="j:sender_reference"/>
            <xsl:apply-templates select="j:mail_class"/>
            <xsl:apply-templates select="j:mail_category"/>
            <xsl:apply-templates select="j:mail_subclass"/>
            <xsl:apply-templates select="j:handling_class"/>
            <xsl:apply-templates select="j:origin_operator"/>
            <xsl:apply-templates select="j:destination_operator"/>
            <xsl:apply-templates select="j:office_of_origin"/>
            <xsl:apply-templates select="j:posting_date"/>
            <xsl:apply-templates select="j:natures"/>
            <xsl:apply-templates select="j:nature_explanation"/>
            <xsl:apply-templates select="j:gross_weight_kg"/>
            <xsl:apply-templates select="j:total_value"/>
            <xsl:apply-templates select="j:postage"/>
            <xsl:apply-templates select="j:shipping_charged"/>
            <xsl:apply-templates select="j:insured_value"/>
            <xsl:apply-templates select="j:transport_mode"/>
            <xsl:apply-templates select="j:comments"/>
            <sender>
                <xsl:apply-templates select="j:sender"/>
            </sender>
            <addressee>
                <xsl:apply-templates select="j:addressee"/>
            </addressee>
            <xsl:if test="normalize-space(j:importer)">
                <importer>
                    <xsl:apply-templates select="j:importer"/>
                </importer>
            </xsl:if>
            <xsl:apply-templates select="j:lines"/>
            <xsl:apply-templates select="j:documents"/>
            <xsl:apply-templates select="j:certification"/>
            <xsl:apply-templates select="j:representation"/>
            <claim>
                <xsl:choose>
                    <xsl:when test="normalize-space(j:claim)">
                        <xsl:value-of select="normalize-space(j:claim)"/>
                    </xsl:when>
                    <xsl:otherwise>none</xsl:otherwise>
                </xsl:choose>
            </claim>
            <xsl:apply-templates select="j:duties_prepaid"/>
            <xsl:apply-templates select="j:non_delivery"/>
            <xsl:call-template name="extra_fields"/>
        </declaration>
    </xsl:template>

    <xsl:template match="j:sender | j:addressee | j:importer">
        <xsl:apply-templates select="j:name"/>
        <xsl:apply-templates select="j:first_name"/>
        <xsl:apply-templates select="j:last_name"/>
        <xsl:apply-templates select="j:business"/>
        <xsl:apply-templates select="j:address_lines"/>
        <xsl:apply-templates select="j:postcode"/>
        <xsl:apply-templates select="j:city"/>
        <xsl:apply-templates select="j:subdivision"/>
        <xsl:apply-templates select="j:country"/>
        <xsl:apply-templates select="j:telephone"/>
        <xsl:apply-templates select="j:fax"/>
        <xsl:apply-templates select="j:email"/>
        <xsl:apply-templates select="j:numbers"/>
    </xsl:template>

    <xsl:template match="j:lines">
        <xsl:if test="j:item">
            <lines>
                <xsl:apply-templates select="j:item"/>
            </lines>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:lines/j:item">
        <line>
            <xsl:apply-templates select="j:descriptions"/>
            <xsl:apply-templates select="j:quantity"/>
            <xsl:apply-templates select="j:quantity_unit"/>
            <xsl:apply-templates select="j:net_weight_kg"/>
            <xsl:apply-templates select="j:unit_weight_kg"/>
            <xsl:apply-templates select="j:line_value"/>
            <xsl:apply-templates select="j:unit_value"/>
            <xsl:apply-templates select="j:currency"/>
            <xsl:apply-templates select="j:hs_code"/>
            <xsl:apply-templates select="j:hs_chosen_by"/>
            <xsl:apply-templates select="j:origin_country"/>
            <xsl:apply-templates select="j:import_restrictions"/>
        </line>
    </xsl:template>

    <xsl:template match="j:declaration/j:certification">
        <xsl:if test="normalize-space()">
            <certification>
                <xsl:apply-templates select="j:by"/>
                <xsl:apply-templates select="j:on"/>
                <xsl:apply-templates select="j:at"/>
                <xsl:apply-templates select="j:how"/>
            </certification>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:declaration/j:representation">
        <xsl:if test="normalize-space()">
            <representation>
                <xsl:apply-templates select="j:kind"/>
                <xsl:apply-templates select="j:representative"/>
                <xsl:apply-templates select="j:mandate"/>
            </representation>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:declaration/j:duties_prepaid">
        <xsl:if test="normalize-space()">
            <duties_prepaid>
                <xsl:apply-templates select="j:terms"/>
                <xsl:apply-templates select="j:amounts"/>
                <xsl:apply-templates select="j:provider"/>
                <xsl:apply-templates select="j:reference"/>
                <xsl:apply-templates select="j:at"/>
            </duties_prepaid>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:declaration/j:non_delivery">
        <xsl:if test="normalize-space()">
            <non_delivery>
                <xsl:apply-templates select="j:instruction"/>
                <xsl:apply-templates select="j:after_days"/>
                <xsl:apply-templates select="j:redirect_to"/>
            </non_delivery>
        </xsl:if>
    </xsl:template>
</xsl:stylesheet>
