<?xml version="1.0" encoding="UTF-8"?>
<!-- One item for customs, at export, import or return. A later version takes the place of the earlier one. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:f="urn:postern:filing:1"
                xmlns:p="urn:postern:functions:1" exclude-result-prefixes="f p">
    <xsl:import href="../families/upu/item.xsl"/>
    <xsl:output method="xml" encoding="UTF-8" indent="no"/>
    <xsl:param name="customs_office"/>

    <xsl:template match="/f:filing">
        <xsl:variable name="function">
            <xsl:choose>
                <xsl:when test="@version = 1">new</xsl:when>
                <xsl:otherwise>amended</xsl:otherwise>
            </xsl:choose>
        </xsl:variable>
        <e key="message">
            <e key="head">
                <xsl:call-template name="part">
                    <xsl:with-param name="key">head.sender</xsl:with-param>
                    <xsl:with-param name="value" select="@post"/>
                </xsl:call-template>
                <e key="head.message"><xsl:value-of select="concat(@reference, '-', @version)"/></e>
                <e key="head.function"><xsl:value-of select="p:code('functions', $function)"/></e>
                <e key="head.flow"><xsl:value-of select="p:code('flows', @leg)"/></e>
                <e key="head.office"><xsl:value-of select="$customs_office"/></e>
            </e>
            <xsl:apply-templates select="." mode="parts"/>
        </e>
    </xsl:template>
</xsl:stylesheet>
