<?xml version="1.0" encoding="UTF-8"?>
<!-- A filing as parts with keys: everything that a CN 23 says of one item. What is not known has no part. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:f="urn:postern:filing:1"
                xmlns:d="urn:postern:declaration:1" xmlns:p="urn:postern:functions:1" exclude-result-prefixes="f d p">
    <xsl:template match="f:filing" mode="parts">
        <xsl:variable name="declaration" select="d:declaration"/>
        <e key="item">
            <xsl:call-template name="part"><xsl:with-param name="key">item.id</xsl:with-param><xsl:with-param name="value" select="@item-id"/></xsl:call-template>
            <e key="item.type"><xsl:value-of select="p:code('item_types', 'mail')"/></e>
            <xsl:apply-templates select="$declaration/*" mode="parts"/>
            <e key="item.max_index"><xsl:value-of select="count($declaration/d:lines/d:line)"/></e>
        </e>
    </xsl:template>

    <xsl:template match="d:sender_reference | d:form | d:mail_class | d:mail_category | d:handling_class | d:origin_operator |
                         d:destination_operator | d:office_of_origin | d:posting_date | d:nature_explanation |
                         d:gross_weight_kg | d:transport_mode | d:comments | d:claim" mode="parts">
        <xsl:call-template name="part">
            <xsl:with-param name="key" select="concat('item.', local-name())"/>
            <xsl:with-param name="value" select="."/>
        </xsl:call-template>
    </xsl:template>

    <xsl:template match="d:natures" mode="parts">
        <xsl:for-each select="d:nature"><e key="item.nature"><xsl:value-of select="."/></e></xsl:for-each>
    </xsl:template>

    <xsl:template match="d:total_value | d:postage | d:shipping_charged | d:insured_value" mode="parts">
        <e key="item.{local-name()}">
            <e key="amount"><xsl:value-of select="."/></e>
            <xsl:if test="@currency"><e key="currency"><xsl:value-of select="@currency"/></e></xsl:if>
        </e>
    </xsl:template>

    <xsl:template match="d:sender | d:addressee | d:importer" mode="parts">
        <e key="{local-name()}">
            <xsl:for-each select="d:name | d:first_name | d:last_name | d:business | d:postcode | d:city | d:subdivision |
                                  d:country | d:telephone | d:fax | d:email">
                <e key="party.{local-name()}"><xsl:value-of select="."/></e>
            </xsl:for-each>
            <!-- two lines of address are known to all; more are joined to the second -->
            <xsl:if test="d:address_lines/d:line[1]">
                <e key="party.address_1"><xsl:value-of select="d:address_lines/d:line[1]"/></e>
            </xsl:if>
            <xsl:if test="d:address_lines/d:line[2]">
                <e key="party.address_2">
                    <xsl:for-each select="d:address_lines/d:line[position() &gt; 1]">
                        <xsl:if test="position() &gt; 1">, </xsl:if>
                        <xsl:value-of select="."/>
                    </xsl:for-each>
                </e>
            </xsl:if>
            <xsl:if test="d:numbers/d:number">
                <e key="party.numbers">
                    <xsl:for-each select="d:numbers/d:number">
                        <e key="party.number"><xsl:copy-of select="@scheme | @side"/><xsl:value-of select="."/></e>
                    </xsl:for-each>
                </e>
            </xsl:if>
        </e>
    </xsl:template>

    <xsl:template match="d:lines" mode="parts">
        <e key="pieces"><xsl:apply-templates select="d:line" mode="parts"/></e>
    </xsl:template>

    <xsl:template match="d:lines/d:line" mode="parts">
        <xsl:variable name="no" select="count(preceding-sibling::d:line) + 1"/>
        <e key="piece">
            <e key="piece.index"><xsl:value-of select="$no"/></e>
            <xsl:for-each select="d:descriptions/d:description">
                <e key="piece.description"><xsl:copy-of select="@xml:lang"/><xsl:value-of select="."/></e>
            </xsl:for-each>
            <xsl:for-each select="d:quantity | d:quantity_unit | d:net_weight_kg | d:line_value | d:unit_value | d:currency |
                                  d:hs_code | d:origin_country">
                <e key="piece.{local-name()}"><xsl:value-of select="."/></e>
            </xsl:for-each>
        </e>
    </xsl:template>

    <xsl:template match="d:documents" mode="parts">
        <xsl:if test="d:document">
            <e key="documents">
                <xsl:for-each select="d:document">
                    <e key="document">
                        <xsl:if test="d:number"><e key="document.number"><xsl:value-of select="d:number"/></e></xsl:if>
                        <xsl:if test="d:name"><e key="document.name"><xsl:value-of select="d:name"/></e></xsl:if>
                        <e key="document.kind"><xsl:value-of select="@kind"/></e>
                    </e>
                </xsl:for-each>
            </e>
        </xsl:if>
    </xsl:template>

    <xsl:template match="d:certification | d:representation | d:non_delivery" mode="parts">
        <xsl:variable name="key" select="local-name()"/>
        <xsl:if test="*">
            <e key="{$key}">
                <xsl:for-each select="*"><e key="{$key}.{local-name()}"><xsl:value-of select="."/></e></xsl:for-each>
            </e>
        </xsl:if>
    </xsl:template>

    <xsl:template match="d:duties_prepaid" mode="parts">
        <e key="duties_prepaid">
            <xsl:for-each select="d:terms | d:provider | d:reference | d:at">
                <e key="duties_prepaid.{local-name()}"><xsl:value-of select="."/></e>
            </xsl:for-each>
            <xsl:if test="d:amounts/d:amount">
                <e key="duties_prepaid.amounts">
                    <xsl:for-each select="d:amounts/d:amount">
                        <e key="duties_prepaid.amount"><xsl:copy-of select="@kind | @currency"/><xsl:value-of select="."/></e>
                    </xsl:for-each>
                </e>
            </xsl:if>
        </e>
    </xsl:template>

    <xsl:template match="*" mode="parts" priority="-1"/>

    <xsl:template name="part">
        <xsl:param name="key"/>
        <xsl:param name="value"/>
        <xsl:if test="normalize-space($value) != ''"><e key="{$key}"><xsl:value-of select="$value"/></e></xsl:if>
    </xsl:template>
</xsl:stylesheet>
