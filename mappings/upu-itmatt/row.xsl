<?xml version="1.0" encoding="UTF-8"?>
<!--
    The item as parts with keys; they get their names with the message. One message goes from one operator to one other,
    so both stand on the row, and rows of others go into a message of their own.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:f="urn:postern:filing:1"
                xmlns:d="urn:postern:declaration:1" xmlns:p="urn:postern:functions:1"
                xmlns:exsl="http://exslt.org/common" exclude-result-prefixes="f d p exsl">
    <xsl:import href="../families/upu/item.xsl"/>
    <xsl:output method="xml" encoding="UTF-8" indent="no"/>

    <xsl:variable name="declaration" select="/f:filing/d:declaration"/>
    <xsl:variable name="origin">
        <xsl:choose>
            <xsl:when test="$declaration/d:origin_operator">
                <xsl:value-of select="$declaration/d:origin_operator"/>
            </xsl:when>
            <xsl:otherwise><xsl:value-of select="p:code('posts', /f:filing/@post)"/></xsl:otherwise>
        </xsl:choose>
    </xsl:variable>
    <xsl:variable name="destination">
        <xsl:choose>
            <xsl:when test="$declaration/d:destination_operator">
                <xsl:value-of select="$declaration/d:destination_operator"/>
            </xsl:when>
            <xsl:otherwise>
                <xsl:value-of select="p:code('destinations', $declaration/d:addressee/d:country)"/>
            </xsl:otherwise>
        </xsl:choose>
    </xsl:variable>

    <xsl:template match="/">
        <xsl:variable name="item"><xsl:apply-templates select="f:filing" mode="parts"/></xsl:variable>
        <e key="item" group="{$origin}-{$destination}">
            <xsl:copy-of select="exsl:node-set($item)/e/e"/>
            <xsl:call-template name="part">
                <xsl:with-param name="key">item.origin_operator</xsl:with-param>
                <xsl:with-param name="value" select="$origin"/>
            </xsl:call-template>
            <xsl:call-template name="part">
                <xsl:with-param name="key">item.destination_operator</xsl:with-param>
                <xsl:with-param name="value" select="$destination"/>
            </xsl:call-template>
        </e>
    </xsl:template>
    <xsl:template match="d:origin_operator | d:destination_operator" mode="parts"/>

    <!-- Numbers for customs of the origin stay there. The one reference that a party has in the exchange is the number
         that ranks first, or the first of those that have no rank. -->
    <xsl:template match="d:numbers" mode="parts">
        <xsl:variable name="abroad" select="d:number[not(@side = 'origin')]"/>
        <xsl:variable name="ranked" select="$abroad[p:has-code('id_refs', @scheme)]"/>
        <xsl:variable name="reference">
            <xsl:for-each select="$ranked">
                <xsl:sort select="p:code('id_refs', @scheme)" data-type="number"/>
                <xsl:if test="position() = 1"><xsl:value-of select="."/></xsl:if>
            </xsl:for-each>
            <xsl:if test="not($ranked)"><xsl:value-of select="$abroad[1]"/></xsl:if>
        </xsl:variable>
        <xsl:if test="not(parent::d:importer)">
            <xsl:call-template name="part">
                <xsl:with-param name="key">party.id_ref</xsl:with-param>
                <xsl:with-param name="value" select="$reference"/>
            </xsl:call-template>
        </xsl:if>
        <!-- a number of which nobody says what it is says nothing more here -->
        <xsl:call-template name="numbers">
            <xsl:with-param name="numbers" select="$abroad[not(@scheme = 'UNKNOWN' and . = $reference)]"/>
        </xsl:call-template>
    </xsl:template>
</xsl:stylesheet>
