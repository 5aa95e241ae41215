<?xml version="1.0" encoding="UTF-8"?>
<!--
    What the portal says of a DU-E: its receipt for what was sent (pucomexReturn), and the situation that a consultation
    gives (due). The portal is only ever asked, so whoever asks hands the members of its answer over as elements.
    A situation may come with a channel, a block or a fiscal demand, and each says more than the number.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:postern:answer:1"
                xmlns:p="urn:postern:functions:1" exclude-result-prefixes="p">
    <xsl:output method="xml" encoding="UTF-8" indent="no"/>
    <xsl:param name="utc_offset"/>

    <xsl:template match="/">
        <answer><xsl:apply-templates select="pucomexReturn | due"/></answer>
    </xsl:template>

    <!-- The receipt: registered, under this number. -->
    <xsl:template match="pucomexReturn">
        <xsl:if test="normalize-space(due) != ''">
            <event reference="{normalize-space(reference)}" state="RECEIVED" number="{normalize-space(due)}">
                <xsl:call-template name="when"><xsl:with-param name="moment" select="normalize-space(date)"/></xsl:call-template>
            </event>
        </xsl:if>
        <xsl:if test="normalize-space(due) = '' and errors/error">
            <event reference="{normalize-space(reference)}" state="REJECTED">
                <xsl:call-template name="when"><xsl:with-param name="moment" select="normalize-space(date)"/></xsl:call-template>
                <xsl:for-each select="errors/error">
                    <error>
                        <code><xsl:value-of select="normalize-space(code)"/></code>
                        <xsl:if test="normalize-space(tag) != ''"><pointer><xsl:value-of select="normalize-space(tag)"/></pointer></xsl:if>
                        <xsl:if test="normalize-space(message) != ''">
                            <text><xsl:value-of select="substring(normalize-space(message), 1, 512)"/></text>
                        </xsl:if>
                    </error>
                </xsl:for-each>
            </event>
        </xsl:if>
    </xsl:template>

    <xsl:template match="due">
        <xsl:variable name="number" select="normalize-space(situacaoDUE)"/>
        <xsl:variable name="channel" select="normalize-space(canal)"/>
        <xsl:variable name="key">
            <xsl:value-of select="$number"/>
            <xsl:if test="$number = '21' and $channel != ''"><xsl:value-of select="concat('-', $channel)"/></xsl:if>
        </xsl:variable>
        <xsl:variable name="known" select="p:has-code('situations', $key)"/>
        <event reference="{normalize-space(reference)}" reason="{$key}">
            <xsl:attribute name="state">
                <xsl:choose>
                    <xsl:when test="not($known)">UNKNOWN</xsl:when>
                    <xsl:when test="normalize-space(indicadorBloqueio) = 'true'">SUSPENDED</xsl:when>
                    <xsl:when test="exigenciasFiscais/exigencia">QUERY</xsl:when>
                    <xsl:otherwise><xsl:value-of select="p:code('situations', $key)"/></xsl:otherwise>
                </xsl:choose>
            </xsl:attribute>
            <xsl:call-template name="when">
                <xsl:with-param name="moment" select="normalize-space(dataEHoraDaSituacao)"/>
            </xsl:call-template>
            <xsl:if test="p:has-code('channels', $channel)">
                <xsl:attribute name="lane"><xsl:value-of select="p:code('channels', $channel)"/></xsl:attribute>
            </xsl:if>
            <xsl:if test="normalize-space(numero) != ''">
                <xsl:attribute name="number"><xsl:value-of select="normalize-space(numero)"/></xsl:attribute>
            </xsl:if>
            <xsl:if test="not($known)"><unknown>situacaoDUE</unknown></xsl:if>
        </event>
    </xsl:template>

    <!-- 2026-11-24T10:15:00, with an offset of its own or that of the capital -->
    <xsl:template name="when">
        <xsl:param name="moment"/>
        <xsl:if test="translate(substring($moment, 1, 19), '123456789', '000000000') = '0000-00-00T00:00:00'">
            <xsl:variable name="zone" select="translate(substring($moment, 20), '.0123456789', '')"/>
            <xsl:attribute name="when">
                <xsl:choose>
                    <xsl:when test="$zone = 'Z'"><xsl:value-of select="concat(substring($moment, 1, 19), 'Z')"/></xsl:when>
                    <xsl:when test="$zone = '-:' or $zone = '+:'">
                        <xsl:value-of select="concat(substring($moment, 1, 19), substring($moment, string-length($moment) - 5))"/>
                    </xsl:when>
                    <xsl:otherwise><xsl:value-of select="concat(substring($moment, 1, 19), $utc_offset)"/></xsl:otherwise>
                </xsl:choose>
            </xsl:attribute>
        </xsl:if>
    </xsl:template>
</xsl:stylesheet>
