<?xml version="1.0" encoding="UTF-8"?>
<!--
    The response of customs: one or many items, each with a decision, its reason, taxes and a fee. Names of elements come
    from codes/response_elements.csv, what a decision means from codes/decisions.csv. Whether goods are dutiable and what
    they were reclassified as changes no state and is left in the response, which is kept.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:postern:answer:1"
                xmlns:p="urn:postern:functions:1" exclude-result-prefixes="p">
    <xsl:output method="xml" encoding="UTF-8" indent="no"/>

    <xsl:template match="/">
        <xsl:variable name="id" select="normalize-space(*/*[local-name() = p:code('response_elements', 'message_id')])"/>
        <answer>
            <xsl:if test="$id != ''"><xsl:attribute name="id"><xsl:value-of select="substring($id, 1, 64)"/></xsl:attribute></xsl:if>
            <xsl:apply-templates select="*/*[local-name() = p:code('response_elements', 'item')]"/>
        </answer>
    </xsl:template>

    <xsl:template match="*">
        <xsl:variable name="decision" select="normalize-space(*[local-name() = p:code('response_elements', 'decision')])"/>
        <xsl:variable name="reason" select="normalize-space(*[local-name() = p:code('response_elements', 'reason')])"/>
        <xsl:variable name="text" select="normalize-space(*[local-name() = p:code('response_elements', 'reason_text')])"/>
        <xsl:variable name="when" select="normalize-space(*[local-name() = p:code('response_elements', 'cleared_at')])"/>
        <xsl:variable name="state">
            <xsl:choose>
                <xsl:when test="p:has-code('decisions', $decision)"><xsl:value-of select="p:code('decisions', $decision)"/></xsl:when>
                <xsl:otherwise>UNKNOWN</xsl:otherwise>
            </xsl:choose>
        </xsl:variable>
        <event reference="{normalize-space(*[local-name() = p:code('response_elements', 'item_id')])}" state="{$state}">
            <xsl:attribute name="reason">
                <xsl:value-of select="substring($decision, 1, 20)"/>
                <xsl:if test="$reason != ''"><xsl:value-of select="concat('/', substring($reason, 1, 40))"/></xsl:if>
            </xsl:attribute>
            <xsl:if test="$when != ''"><xsl:attribute name="when"><xsl:value-of select="$when"/></xsl:attribute></xsl:if>
            <xsl:if test="$reason != '' and p:has-code('decisions', $decision) and p:code('decisions', $decision, 'category') = p:code('decision_categories', 'with_errors')">
                <error>
                    <code><xsl:value-of select="substring($reason, 1, 64)"/></code>
                    <xsl:if test="$text != ''"><text><xsl:value-of select="substring($text, 1, 512)"/></text></xsl:if>
                </error>
            </xsl:if>
            <xsl:for-each select="*[local-name() = p:code('response_elements', 'taxes')]/*">
                <xsl:call-template name="tax">
                    <xsl:with-param name="type" select="*[local-name() = p:code('response_elements', 'tax_type')]"/>
                    <xsl:with-param name="amount" select="*[local-name() = p:code('response_elements', 'tax_amount')]"/>
                    <xsl:with-param name="currency" select="*[local-name() = p:code('response_elements', 'tax_currency')]"/>
                </xsl:call-template>
            </xsl:for-each>
            <xsl:if test="*[local-name() = p:code('response_elements', 'fee')]">
                <xsl:call-template name="tax">
                    <xsl:with-param name="type" select="p:code('decision_categories', 'fee')"/>
                    <xsl:with-param name="amount" select="*[local-name() = p:code('response_elements', 'fee')]"/>
                    <xsl:with-param name="currency" select="*[local-name() = p:code('response_elements', 'fee_currency')]"/>
                </xsl:call-template>
            </xsl:if>
        </event>
    </xsl:template>

    <xsl:template name="tax">
        <xsl:param name="type"/>
        <xsl:param name="amount"/>
        <xsl:param name="currency"/>
        <xsl:if test="normalize-space($amount) != ''">
            <tax>
                <type><xsl:value-of select="substring(normalize-space($type), 1, 64)"/></type>
                <amount currency="{normalize-space($currency)}"><xsl:value-of select="normalize-space($amount)"/></amount>
            </tax>
        </xsl:if>
    </xsl:template>
</xsl:stylesheet>
