<?xml version="1.0" encoding="UTF-8"?>
<!--
    CN 23 and CP 72: the leaves, sorted out of superfluous blanks. One template for each element, because the name of an
    element that is computed is compiled anew every time.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:cn23="urn:postern:cn23:1"
                xmlns="urn:postern:declaration:1" exclude-result-prefixes="cn23">
    <xsl:template match="cn23:name">
        <xsl:if test="normalize-space()">
            <name><xsl:value-of select="normalize-space()"/></name>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn23:first_name">
        <xsl:if test="normalize-space()">
            <first_name><xsl:value-of select="normalize-space()"/></first_name>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn23:last_name">
        <xsl:if test="normalize-space()">
            <last_name><xsl:value-of select="normalize-space()"/></last_name>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn23:business">
        <xsl:if test="normalize-space()">
            <business><xsl:value-of select="normalize-space()"/></business>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn23:postcode">
        <xsl:if test="normalize-space()">
            <postcode><xsl:value-of select="normalize-space()"/></postcode>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn23:city">
        <xsl:if test="normalize-space()">
            <city><xsl:value-of select="normalize-space()"/></city>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn23:subdivision">
        <xsl:if test="normalize-space()">
            <subdivision><xsl:value-of select="normalize-space()"/></subdivision>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn23:country">
        <xsl:if test="normalize-space()">
            <country><xsl:value-of select="normalize-space()"/></country>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn23:telephone">
        <xsl:if test="normalize-space()">
            <telephone><xsl:value-of select="normalize-space()"/></telephone>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn23:fax">
        <xsl:if test="normalize-space()">
            <fax><xsl:value-of select="normalize-space()"/></fax>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn23:email">
        <xsl:if test="normalize-space()">
            <email><xsl:value-of select="normalize-space()"/></email>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn23:quantity">
        <xsl:if test="normalize-space()">
            <quantity><xsl:value-of select="normalize-space()"/></quantity>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn23:quantity_unit">
        <xsl:if test="normalize-space()">
            <quantity_unit><xsl:value-of select="normalize-space()"/></quantity_unit>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn23:unit_value">
        <xsl:if test="normalize-space()">
            <unit_value><xsl:value-of select="normalize-space()"/></unit_value>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn23:currency">
        <xsl:if test="normalize-space()">
            <currency><xsl:value-of select="normalize-space()"/></currency>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn23:hs_code">
        <xsl:if test="normalize-space()">
            <hs_code><xsl:value-of select="normalize-space()"/></hs_code>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn23:hs_chosen_by">
        <xsl:if test="normalize-space()">
            <hs_chosen_by><xsl:value-of select="normalize-space()"/></hs_chosen_by>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn23:origin_country">
        <xsl:if test="normalize-space()">
            <origin_country><xsl:value-of select="normalize-space()"/></origin_country>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn23:import_restrictions">
        <xsl:if test="normalize-space()">
            <import_restrictions><xsl:value-of select="normalize-space()"/></import_restrictions>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn23:by">
        <xsl:if test="normalize-space()">
            <by><xsl:value-of select="normalize-space()"/></by>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn23:on">
        <xsl:if test="normalize-space()">
            <on><xsl:value-of select="normalize-space()"/></on>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn23:at">
        <xsl:if test="normalize-space()">
            <at><xsl:value-of select="normalize-space()"/></at>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn23:how">
        <xsl:if test="normalize-space()">
            <how><xsl:value-of select="normalize-space()"/></how>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn23:kind">
        <xsl:if test="normalize-space()">
            <kind><xsl:value-of select="normalize-space()"/></kind>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn23:representative">
        <xsl:if test="normalize-space()">
            <representative><xsl:value-of select="normalize-space()"/></representative>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn23:mandate">
        <xsl:if test="normalize-space()">
            <mandate><xsl:value-of select="normalize-space()"/></mandate>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn23:terms">
        <xsl:if test="normalize-space()">
            <terms><xsl:value-of select="normalize-space()"/></terms>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn23:provider">
        <xsl:if test="normalize-space()">
            <provider><xsl:value-of select="normalize-space()"/></provider>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn23:reference">
        <xsl:if test="normalize-space()">
            <reference><xsl:value-of select="normalize-space()"/></reference>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn23:instruction">
        <xsl:if test="normalize-space()">
            <instruction><xsl:value-of select="normalize-space()"/></instruction>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn23:after_days">
        <xsl:if test="normalize-space()">
            <after_days><xsl:value-of select="normalize-space()"/></after_days>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn23:redirect_to">
        <xsl:if test="normalize-space()">
            <redirect_to><xsl:value-of select="normalize-space()"/></redirect_to>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn23:number">
        <xsl:if test="normalize-space()">
            <number><xsl:value-of select="normalize-space()"/></number>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn23:comments">
        <xsl:if test="normalize-space()">
            <comments><xsl:value-of select="normalize-space()"/></comments>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn23:mail_class">
        <xsl:if test="normalize-space()">
            <mail_class><xsl:value-of select="normalize-space()"/></mail_class>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn23:mail_category">
        <xsl:if test="normalize-space()">
            <mail_category><xsl:value-of select="normalize-space()"/></mail_category>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn23:mail_subclass">
        <xsl:if test="normalize-space()">
            <mail_subclass><xsl:value-of select="normalize-space()"/></mail_subclass>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn23:handling_class">
        <xsl:if test="normalize-space()">
            <handling_class><xsl:value-of select="normalize-space()"/></handling_class>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn23:origin_operator">
        <xsl:if test="normalize-space()">
            <origin_operator><xsl:value-of select="normalize-space()"/></origin_operator>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn23:destination_operator">
        <xsl:if test="normalize-space()">
            <destination_operator><xsl:value-of select="normalize-space()"/></destination_operator>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn23:office_of_origin">
        <xsl:if test="normalize-space()">
            <office_of_origin><xsl:value-of select="normalize-space()"/></office_of_origin>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn23:posting_date">
        <xsl:if test="normalize-space()">
            <posting_date><xsl:value-of select="normalize-space()"/></posting_date>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn23:transport_mode">
        <xsl:if test="normalize-space()">
            <transport_mode><xsl:value-of select="normalize-space()"/></transport_mode>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn23:item_id">
        <xsl:if test="normalize-space()">
            <item_id><xsl:value-of select="normalize-space()"/></item_id>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn23:net_weight">
        <xsl:if test="normalize-space()">
            <net_weight_kg><xsl:value-of select="normalize-space()"/></net_weight_kg>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn23:unit_weight">
        <xsl:if test="normalize-space()">
            <unit_weight_kg><xsl:value-of select="normalize-space()"/></unit_weight_kg>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn23:value">
        <xsl:if test="normalize-space()">
            <line_value><xsl:value-of select="normalize-space()"/></line_value>
        </xsl:if>
    </xsl:template>
</xsl:stylesheet>
