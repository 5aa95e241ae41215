<?xml version="1.0" encoding="UTF-8"?>
<!--
    What the post of destination says of a message it got: taken in, or not, as a whole or for single items. The shape
    is our own, for whoever runs the mailbox and turns its acknowledgements and error reports into it.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:postern:answer:1"
                xmlns:t="urn:postern:itmatt-receipt:1" xmlns:p="urn:postern:functions:1" exclude-result-prefixes="t p">
    <xsl:output method="xml" encoding="UTF-8" indent="no"/>

    <xsl:template match="/t:receipt">
        <answer>
            <xsl:if test="@id"><xsl:attribute name="id"><xsl:value-of select="@id"/></xsl:attribute></xsl:if>
            <xsl:if test="@status">
                <xsl:call-template name="event"><xsl:with-param name="status" select="@status"/></xsl:call-template>
            </xsl:if>
            <xsl:for-each select="t:item">
                <xsl:call-template name="event">
                    <xsl:with-param name="status" select="@status"/>
                    <xsl:with-param name="row" select="@id"/>
                </xsl:call-template>
            </xsl:for-each>
        </answer>
    </xsl:template>

    <xsl:template name="event">
        <xsl:param name="status"/>
        <xsl:param name="row"/>
        <!-- a version behind the reference is the message's own -->
        <xsl:variable name="message" select="concat(normalize-space((@message | ../@message)[1]), '/')"/>
        <event reference="{substring-before($message, '/')}" reason="{substring(normalize-space($status), 1, 64)}">
            <xsl:if test="$row != ''"><xsl:attribute name="row"><xsl:value-of select="$row"/></xsl:attribute></xsl:if>
            <xsl:attribute name="state">
                <xsl:choose>
                    <xsl:when test="p:has-code('receipts', $status)"><xsl:value-of select="p:code('receipts', $status)"/></xsl:when>
                    <xsl:otherwise>UNKNOWN</xsl:otherwise>
                </xsl:choose>
            </xsl:attribute>
            <xsl:if test="@at"><xsl:attribute name="when"><xsl:value-of select="@at"/></xsl:attribute></xsl:if>
            <xsl:for-each select="t:error">
                <error>
                    <code><xsl:value-of select="substring(normalize-space(@code), 1, 64)"/></code>
                    <xsl:if test="@at-path"><pointer><xsl:value-of select="@at-path"/></pointer></xsl:if>
                    <xsl:if test="normalize-space() != ''"><text><xsl:value-of select="substring(normalize-space(), 1, 512)"/></text></xsl:if>
                </error>
            </xsl:for-each>
        </event>
    </xsl:template>
</xsl:stylesheet>
