<?xml version="1.0" encoding="UTF-8"?>
<!--
    Parts become elements by the profile's table of elements: key, name, order among its siblings. What the table lacks
    is left out. The row `namespace` names that of all elements, and may be empty.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:p="urn:postern:functions:1"
                exclude-result-prefixes="p">
    <xsl:variable name="namespace" select="p:code('elements', 'namespace')"/>

    <xsl:template name="write">
        <xsl:param name="parts"/>
        <xsl:for-each select="$parts[p:has-code('elements', @key)]">
            <xsl:sort select="p:code('elements', @key, 'order')" data-type="number"/>
            <xsl:element name="{p:code('elements', @key)}" namespace="{$namespace}">
                <xsl:copy-of select="@*[name() != 'key']"/>
                <xsl:choose>
                    <xsl:when test="e">
                        <xsl:call-template name="write"><xsl:with-param name="parts" select="e"/></xsl:call-template>
                    </xsl:when>
                    <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
                </xsl:choose>
            </xsl:element>
        </xsl:for-each>
    </xsl:template>
</xsl:stylesheet>
