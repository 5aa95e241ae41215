<?xml version="1.0" encoding="UTF-8"?>
<!--
    JSON: the leaves, sorted out of superfluous blanks. One template for each member, because the name of an element
    that is computed is compiled anew every time.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:j="urn:postern:json:1"
                xmlns="urn:postern:declaration:1" exclude-result-prefixes="j">
    <xsl:template match="j:item_id">
        <xsl:if test="not(*) and normalize-space()">
            <item_id><xsl:value-of select="normalize-space()"/></item_id>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:sender_reference">
        <xsl:if test="not(*) and normalize-space()">
            <sender_reference><xsl:value-of select="normalize-space()"/></sender_reference>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:mail_class">
        <xsl:if test="not(*) and normalize-space()">
            <mail_class><xsl:value-of select="normalize-space()"/></mail_class>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:mail_category">
        <xsl:if test="not(*) and normalize-space()">
            <mail_category><xsl:value-of select="normalize-space()"/></mail_category>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:mail_subclass">
        <xsl:if test="not(*) and normalize-space()">
            <mail_subclass><xsl:value-of select="normalize-space()"/></mail_subclass>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:handling_class">
        <xsl:if test="not(*) and normalize-space()">
            <handling_class><xsl:value-of select="normalize-space()"/></handling_class>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:origin_operator">
        <xsl:if test="not(*) and normalize-space()">
            <origin_operator><xsl:value-of select="normalize-space()"/></origin_operator>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:destination_operator">
        <xsl:if test="not(*) and normalize-space()">
            <destination_operator><xsl:value-of select="normalize-space()"/></destination_operator>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:office_of_origin">
        <xsl:if test="not(*) and normalize-space()">
            <office_of_origin><xsl:value-of select="normalize-space()"/></office_of_origin>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:posting_date">
        <xsl:if test="not(*) and normalize-space()">
            <posting_date><xsl:value-of select="normalize-space()"/></posting_date>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:nature_explanation">
        <xsl:if test="not(*) and normalize-space()">
            <nature_explanation><xsl:value-of select="normalize-space()"/></nature_explanation>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:gross_weight_kg">
        <xsl:if test="not(*) and normalize-space()">
            <gross_weight_kg><xsl:value-of select="normalize-space()"/></gross_weight_kg>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:transport_mode">
        <xsl:if test="not(*) and normalize-space()">
            <transport_mode><xsl:value-of select="normalize-space()"/></transport_mode>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:comments">
        <xsl:if test="not(*) and normalize-space()">
            <comments><xsl:value-of select="normalize-space()"/></comments>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:by">
        <xsl:if test="not(*) and normalize-space()">
            <by><xsl:value-of select="normalize-space()"/></by>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:on">
        <xsl:if test="not(*) and normalize-space()">
            <on><xsl:value-of select="normalize-space()"/></on>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:at">
        <xsl:if test="not(*) and normalize-space()">
            <at><xsl:value-of select="normalize-space()"/></at>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:how">
        <xsl:if test="not(*) and normalize-space()">
            <how><xsl:value-of select="normalize-space()"/></how>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:kind">
        <xsl:if test="not(*) and normalize-space()">
            <kind><xsl:value-of select="normalize-space()"/></kind>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:representative">
        <xsl:if test="not(*) and normalize-space()">
            <representative><xsl:value-of select="normalize-space()"/></representative>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:mandate">
        <xsl:if test="not(*) and normalize-space()">
            <mandate><xsl:value-of select="normalize-space()"/></mandate>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:terms">
        <xsl:if test="not(*) and normalize-space()">
            <terms><xsl:value-of select="normalize-space()"/></terms>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:provider">
        <xsl:if test="not(*) and normalize-space()">
            <provider><xsl:value-of select="normalize-space()"/></provider>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:reference">
        <xsl:if test="not(*) and normalize-space()">
            <reference><xsl:value-of select="normalize-space()"/></reference>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:instruction">
        <xsl:if test="not(*) and normalize-space()">
            <instruction><xsl:value-of select="normalize-space()"/></instruction>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:after_days">
        <xsl:if test="not(*) and normalize-space()">
            <after_days><xsl:value-of select="normalize-space()"/></after_days>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:redirect_to">
        <xsl:if test="not(*) and normalize-space()">
            <redirect_to><xsl:value-of select="normalize-space()"/></redirect_to>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:name">
        <xsl:if test="not(*) and normalize-space()">
            <name><xsl:value-of select="normalize-space()"/></name>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:first_name">
        <xsl:if test="not(*) and normalize-space()">
            <first_name><xsl:value-of select="normalize-space()"/></first_name>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:last_name">
        <xsl:if test="not(*) and normalize-space()">
            <last_name><xsl:value-of select="normalize-space()"/></last_name>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:business">
        <xsl:if test="not(*) and normalize-space()">
            <business><xsl:value-of select="normalize-space()"/></business>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:postcode">
        <xsl:if test="not(*) and normalize-space()">
            <postcode><xsl:value-of select="normalize-space()"/></postcode>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:city">
        <xsl:if test="not(*) and normalize-space()">
            <city><xsl:value-of select="normalize-space()"/></city>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:subdivision">
        <xsl:if test="not(*) and normalize-space()">
            <subdivision><xsl:value-of select="normalize-space()"/></subdivision>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:country">
        <xsl:if test="not(*) and normalize-space()">
            <country><xsl:value-of select="normalize-space()"/></country>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:telephone">
        <xsl:if test="not(*) and normalize-space()">
            <telephone><xsl:value-of select="normalize-space()"/></telephone>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:fax">
        <xsl:if test="not(*) and normalize-space()">
            <fax><xsl:value-of select="normalize-space()"/></fax>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:email">
        <xsl:if test="not(*) and normalize-space()">
            <email><xsl:value-of select="normalize-space()"/></email>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:quantity">
        <xsl:if test="not(*) and normalize-space()">
            <quantity><xsl:value-of select="normalize-space()"/></quantity>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:quantity_unit">
        <xsl:if test="not(*) and normalize-space()">
            <quantity_unit><xsl:value-of select="normalize-space()"/></quantity_unit>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:net_weight_kg">
        <xsl:if test="not(*) and normalize-space()">
            <net_weight_kg><xsl:value-of select="normalize-space()"/></net_weight_kg>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:unit_weight_kg">
        <xsl:if test="not(*) and normalize-space()">
            <unit_weight_kg><xsl:value-of select="normalize-space()"/></unit_weight_kg>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:line_value">
        <xsl:if test="not(*) and normalize-space()">
            <line_value><xsl:value-of select="normalize-space()"/></line_value>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:unit_value">
        <xsl:if test="not(*) and normalize-space()">
            <unit_value><xsl:value-of select="normalize-space()"/></unit_value>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:currency">
        <xsl:if test="not(*) and normalize-space()">
            <currency><xsl:value-of select="normalize-space()"/></currency>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:hs_code">
        <xsl:if test="not(*) and normalize-space()">
            <hs_code><xsl:value-of select="normalize-space()"/></hs_code>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:hs_chosen_by">
        <xsl:if test="not(*) and normalize-space()">
            <hs_chosen_by><xsl:value-of select="normalize-space()"/></hs_chosen_by>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:origin_country">
        <xsl:if test="not(*) and normalize-space()">
            <origin_country><xsl:value-of select="normalize-space()"/></origin_country>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:import_restrictions">
        <xsl:if test="not(*) and normalize-space()">
            <import_restrictions><xsl:value-of select="normalize-space()"/></import_restrictions>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:number">
        <xsl:if test="not(*) and normalize-space()">
            <number><xsl:value-of select="normalize-space()"/></number>
        </xsl:if>
    </xsl:template>
</xsl:stylesheet>
