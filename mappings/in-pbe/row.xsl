<?xml version="1.0" encoding="UTF-8"?>
<!--
    One parcel of a bill. The S10 may still be missing: customs looks first, and the number is bound after that; until
    then the parcel is known by the sender's reference. Bills of trade over the Internet (III) and others (IV) are never
    mixed, so the form is the row's group.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:f="urn:postern:filing:1"
                xmlns:d="urn:postern:declaration:1" xmlns:p="urn:postern:functions:1" xmlns="urn:postern:pbe:1"
                exclude-result-prefixes="f d p">
    <xsl:output method="xml" encoding="UTF-8" indent="no"/>
    <xsl:param name="statistical_currency"/>

    <xsl:variable name="filing" select="/f:filing"/>
    <xsl:variable name="declaration" select="$filing/d:declaration"/>
    <xsl:variable name="sender" select="$declaration/d:sender"/>
    <xsl:variable name="extra" select="$declaration/d:extra_fields/d:field"/>
    <xsl:variable name="numbers" select="$sender/d:numbers/d:number[not(@side = 'destination')]"/>
    <xsl:variable name="payment" select="$extra[@name = 'payment_transaction_id']"/>

    <xsl:template match="/">
        <xsl:variable name="form">
            <xsl:choose>
                <xsl:when test="$payment or $extra[@name = 'order_url']">
                    <xsl:value-of select="p:code('forms', 'internet')"/>
                </xsl:when>
                <xsl:otherwise><xsl:value-of select="p:code('forms', 'other')"/></xsl:otherwise>
            </xsl:choose>
        </xsl:variable>
        <parcel group="{$form}">
            <exporter>
                <iec><xsl:value-of select="translate(($filing/f:enriched/f:exporter_number | $numbers[@scheme = 'IEC'])[1], ' -', '')"/></iec>
                <xsl:call-template name="optional">
                    <xsl:with-param name="name">gstin</xsl:with-param>
                    <xsl:with-param name="value" select="translate($numbers[@scheme = 'GSTIN'][1], ' -', '')"/>
                </xsl:call-template>
                <xsl:call-template name="optional">
                    <xsl:with-param name="name">ad_code</xsl:with-param>
                    <xsl:with-param name="value" select="translate($extra[@name = 'ad_code'], ' -', '')"/>
                </xsl:call-template>
                <name><xsl:call-template name="party"><xsl:with-param name="of" select="$sender"/></xsl:call-template></name>
                <address><xsl:call-template name="address"><xsl:with-param name="of" select="$sender"/></xsl:call-template></address>
                <xsl:call-template name="optional">
                    <xsl:with-param name="name">state</xsl:with-param>
                    <xsl:with-param name="value" select="$extra[@name = 'state_code']"/>
                </xsl:call-template>
            </exporter>
            <xsl:call-template name="optional">
                <xsl:with-param name="name">item_id</xsl:with-param>
                <xsl:with-param name="value" select="$filing/@item-id"/>
            </xsl:call-template>
            <consignee><xsl:call-template name="party"><xsl:with-param name="of" select="$declaration/d:addressee"/></xsl:call-template></consignee>
            <consignee_address>
                <xsl:call-template name="address"><xsl:with-param name="of" select="$declaration/d:addressee"/></xsl:call-template>
            </consignee_address>
            <destination><xsl:value-of select="$declaration/d:addressee/d:country"/></destination>
            <gross_weight><xsl:value-of select="p:plain(p:sum($filing/f:enriched/f:line/@gross_weight_kg))"/></gross_weight>
            <net_weight><xsl:value-of select="p:plain($filing/f:enriched/f:total_net_weight_kg)"/></net_weight>
            <xsl:call-template name="optional">
                <xsl:with-param name="name">invoice</xsl:with-param>
                <xsl:with-param name="value" select="$declaration/d:documents/d:document[@kind = 'invoice'][1]/d:number"/>
            </xsl:call-template>
            <scheme><xsl:value-of select="p:code('claims', $declaration/d:claim)"/></scheme>
            <tax><xsl:value-of select="p:code('taxes', $tax)"/></tax>
            <xsl:call-template name="optional">
                <xsl:with-param name="name">bond</xsl:with-param>
                <xsl:with-param name="value" select="$extra[@name = 'lut']"/>
            </xsl:call-template>
            <xsl:call-template name="optional">
                <xsl:with-param name="name">payment</xsl:with-param>
                <xsl:with-param name="value" select="$payment"/>
            </xsl:call-template>
            <xsl:apply-templates select="$declaration/d:lines/d:line"/>
        </parcel>
    </xsl:template>

    <!-- Integrated tax: under a letter of undertaking it is not paid. -->
    <xsl:variable name="tax">
        <xsl:choose>
            <xsl:when test="$extra[@name = 'lut']">bond</xsl:when>
            <xsl:when test="$extra[@name = 'igst_paid'] = 'yes'">paid</xsl:when>
            <xsl:otherwise>none</xsl:otherwise>
        </xsl:choose>
    </xsl:variable>

    <xsl:template match="d:line">
        <xsl:variable name="no" select="position()"/>
        <xsl:variable name="enriched" select="$filing/f:enriched/f:line[$no]"/>
        <xsl:variable name="hs" select="translate(($enriched/@commodity_code | d:hs_code)[1], ' .-', '')"/>
        <xsl:variable name="currency">
            <xsl:choose>
                <xsl:when test="d:currency"><xsl:value-of select="d:currency"/></xsl:when>
                <xsl:otherwise><xsl:value-of select="$declaration/d:total_value/@currency"/></xsl:otherwise>
            </xsl:choose>
        </xsl:variable>
        <xsl:variable name="unit">
            <xsl:choose>
                <xsl:when test="d:quantity_unit"><xsl:value-of select="d:quantity_unit"/></xsl:when>
                <xsl:otherwise>none</xsl:otherwise>
            </xsl:choose>
        </xsl:variable>
        <xsl:if test="string-length($hs) &lt; 8">
            <xsl:value-of select="p:finding('HS-NATIONAL-DIGITS', 'lines.hs_code', $no)"/>
        </xsl:if>
        <xsl:if test="$enriched/@supplementary_unit and not($enriched/@supplementary_quantity)">
            <xsl:value-of select="p:finding('SUPPLEMENTARY-QUANTITY-MISSING', 'lines.quantity', $no)"/>
        </xsl:if>
        <article>
            <description><xsl:value-of select="substring(d:descriptions/d:description[1], 1, 200)"/></description>
            <tariff><xsl:value-of select="substring($hs, 1, 8)"/></tariff>
            <quantity>
                <xsl:choose>
                    <xsl:when test="$enriched/@supplementary_quantity">
                        <xsl:value-of select="p:plain($enriched/@supplementary_quantity)"/>
                    </xsl:when>
                    <xsl:when test="d:quantity"><xsl:value-of select="p:plain(d:quantity)"/></xsl:when>
                    <xsl:otherwise>1</xsl:otherwise>
                </xsl:choose>
            </quantity>
            <unit>
                <xsl:choose>
                    <xsl:when test="$enriched/@supplementary_unit">
                        <xsl:value-of select="$enriched/@supplementary_unit"/>
                    </xsl:when>
                    <xsl:otherwise><xsl:value-of select="p:code('units', $unit)"/></xsl:otherwise>
                </xsl:choose>
            </unit>
            <value currency="{$currency}"><xsl:value-of select="p:plain(p:decimal(d:line_value, 3))"/></value>
            <value_in_rupees><xsl:value-of select="p:convert(d:line_value, $currency, $statistical_currency)"/></value_in_rupees>
            <xsl:call-template name="optional">
                <xsl:with-param name="name">sku</xsl:with-param>
                <xsl:with-param name="value" select="$extra[@name = concat('sku_', $no)]"/>
            </xsl:call-template>
        </article>
    </xsl:template>

    <xsl:template name="optional">
        <xsl:param name="name"/>
        <xsl:param name="value"/>
        <xsl:if test="normalize-space($value) != ''">
            <xsl:element name="{$name}"><xsl:value-of select="substring(normalize-space($value), 1, 64)"/></xsl:element>
        </xsl:if>
    </xsl:template>

    <xsl:template name="party">
        <xsl:param name="of"/>
        <xsl:variable name="name">
            <xsl:choose>
                <xsl:when test="$of/d:business"><xsl:value-of select="$of/d:business"/></xsl:when>
                <xsl:when test="$of/d:name"><xsl:value-of select="$of/d:name"/></xsl:when>
                <xsl:otherwise><xsl:value-of select="concat($of/d:first_name, ' ', $of/d:last_name)"/></xsl:otherwise>
            </xsl:choose>
        </xsl:variable>
        <xsl:value-of select="substring(p:latin(normalize-space($name)), 1, 100)"/>
    </xsl:template>

    <xsl:template name="address">
        <xsl:param name="of"/>
        <xsl:variable name="text">
            <xsl:for-each select="$of/d:address_lines/d:line | $of/d:city | $of/d:postcode">
                <xsl:if test="position() &gt; 1">, </xsl:if>
                <xsl:value-of select="."/>
            </xsl:for-each>
        </xsl:variable>
        <xsl:value-of select="substring(p:latin(normalize-space($text)), 1, 200)"/>
    </xsl:template>
</xsl:stylesheet>
