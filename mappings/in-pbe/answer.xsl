<?xml version="1.0" encoding="UTF-8"?>
<!-- What customs decides of a bill, as a whole or parcel by parcel; a shape of our own, written by whoever asks the portal. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:postern:answer:1"
                xmlns:b="urn:postern:pbe:1" xmlns:p="urn:postern:functions:1" exclude-result-prefixes="b p">
    <xsl:output method="xml" encoding="UTF-8" indent="no"/>

    <xsl:template match="/b:decisions">
        <answer>
            <xsl:if test="@id"><xsl:attribute name="id"><xsl:value-of select="@id"/></xsl:attribute></xsl:if>
            <xsl:apply-templates select="b:decision"/>
        </answer>
    </xsl:template>

    <xsl:template match="b:decision">
        <xsl:variable name="code" select="normalize-space(@code)"/>
        <event reference="{normalize-space(../@bill)}" reason="{substring($code, 1, 64)}">
            <xsl:if test="@parcel"><xsl:attribute name="row"><xsl:value-of select="normalize-space(@parcel)"/></xsl:attribute></xsl:if>
            <xsl:attribute name="state">
                <xsl:choose>
                    <xsl:when test="p:has-code('decisions', $code)"><xsl:value-of select="p:code('decisions', $code)"/></xsl:when>
                    <xsl:otherwise>UNKNOWN</xsl:otherwise>
                </xsl:choose>
            </xsl:attribute>
            <xsl:if test="@at"><xsl:attribute name="when"><xsl:value-of select="@at"/></xsl:attribute></xsl:if>
            <xsl:if test="@number"><xsl:attribute name="number"><xsl:value-of select="@number"/></xsl:attribute></xsl:if>
            <xsl:if test="b:remark">
                <error>
                    <code><xsl:value-of select="substring($code, 1, 64)"/></code>
                    <xsl:if test="b:remark/@field"><pointer><xsl:value-of select="b:remark/@field"/></pointer></xsl:if>
                    <text><xsl:value-of select="substring(normalize-space(b:remark), 1, 512)"/></text>
                </error>
            </xsl:if>
        </event>
    </xsl:template>
</xsl:stylesheet>
