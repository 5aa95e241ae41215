<?xml version="1.0" encoding="UTF-8"?>
<!--
    Makes an XSLT 1.0 stylesheet of a profile's render.xml, for one of its forms. That stylesheet turns a document into
    <rows> of <row> and <cell>, or into <object> with <member>, <object> and <array>, which src/profiles/render.cpp
    writes.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:out="urn:postern:stylesheet:1"
                xmlns:r="urn:postern:render:1" exclude-result-prefixes="r">
    <xsl:namespace-alias stylesheet-prefix="out" result-prefix="xsl"/>
    <!-- "csv" or "json". -->
    <xsl:param name="form"/>

    <xsl:template match="/r:render">
        <out:stylesheet version="1.0">
            <xsl:copy-of select="namespace::*[name() != 'xml' and name() != '']"/>
            <out:template match="/">
                <xsl:apply-templates select="*[local-name() = $form]"/>
            </out:template>
        </out:stylesheet>
    </xsl:template>

    <xsl:template match="r:csv">
        <rows>
            <out:for-each select="{@rows}">
                <row>
                    <xsl:for-each select="r:column">
                        <cell><out:value-of select="{@select}"/></cell>
                    </xsl:for-each>
                </row>
            </out:for-each>
        </rows>
    </xsl:template>

    <xsl:template match="r:json">
        <object>
            <out:for-each select="/*"><xsl:apply-templates/></out:for-each>
        </object>
    </xsl:template>

    <xsl:template match="r:object">
        <out:for-each select="({@select})[1]">
            <object name="{@name}"><xsl:apply-templates/></object>
        </out:for-each>
    </xsl:template>

    <xsl:template match="r:array">
        <array name="{@name}">
            <out:for-each select="{@select}">
                <object><xsl:apply-templates/></object>
            </out:for-each>
        </array>
    </xsl:template>

    <xsl:template match="r:member">
        <member name="{@name}" type="{@type}">
            <xsl:attribute name="empty">
                <xsl:choose>
                    <xsl:when test="@empty"><xsl:value-of select="@empty"/></xsl:when>
                    <xsl:otherwise>omit</xsl:otherwise>
                </xsl:choose>
            </xsl:attribute>
            <out:value-of select="{@select}"/>
        </member>
    </xsl:template>

    <xsl:template match="text()"/>
</xsl:stylesheet>
