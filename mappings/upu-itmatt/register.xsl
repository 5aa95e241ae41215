<?xml version="1.0" encoding="UTF-8"?>
<!--
    The message: who sends it to whom, its place in the sequence of that destination, whether it is a test, and its
    items; an item that was told before says what it does to the earlier one.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:r="urn:postern:register:1"
                xmlns:p="urn:postern:functions:1" exclude-result-prefixes="r p">
    <xsl:output method="xml" encoding="UTF-8" indent="no"/>

    <xsl:variable name="register" select="/r:register"/>
    <xsl:variable name="first" select="$register/r:row[1]/e"/>
    <xsl:variable name="sender">
        <xsl:choose>
            <xsl:when test="p:has-code('posts', $register/@post)"><xsl:value-of select="p:code('posts', $register/@post)"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="$first/e[@key = 'item.origin_operator']"/></xsl:otherwise>
        </xsl:choose>
    </xsl:variable>
    <xsl:variable name="recipient">
        <xsl:choose>
            <xsl:when test="p:has-code('destinations', $register/@together)">
                <xsl:value-of select="p:code('destinations', $register/@together)"/>
            </xsl:when>
            <xsl:otherwise><xsl:value-of select="$first/e[@key = 'item.destination_operator']"/></xsl:otherwise>
        </xsl:choose>
    </xsl:variable>

    <xsl:template match="/">
        <!-- neither the tables nor the items know an operator: the operator of this house completes a table -->
        <xsl:if test="$sender = ''"><xsl:value-of select="p:code('posts', $register/@post)"/></xsl:if>
        <xsl:if test="$recipient = ''"><xsl:value-of select="p:code('destinations', $register/@together)"/></xsl:if>
        <e key="message">
            <e key="head">
                <e key="head.sender">
                    <e key="head.operator"><xsl:value-of select="$sender"/></e>
                    <xsl:call-template name="mailbox"><xsl:with-param name="of" select="$sender"/></xsl:call-template>
                </e>
                <e key="head.recipient">
                    <e key="head.operator"><xsl:value-of select="$recipient"/></e>
                    <xsl:call-template name="mailbox"><xsl:with-param name="of" select="$recipient"/></xsl:call-template>
                </e>
                <e key="head.interchange"><xsl:value-of select="concat($register/@reference, '-', $register/@version)"/></e>
                <e key="head.message"><xsl:value-of select="$register/@reference"/></e>
                <e key="head.prepared_at"><xsl:value-of select="concat(substring($register/@closed-at, 1, 19), 'Z')"/></e>
                <e key="head.test"><xsl:value-of select="p:code('modes', $register/@mode)"/></e>
            </e>
            <e key="body">
                <e key="items">
                    <xsl:for-each select="$register/r:row">
                        <e key="item">
                            <xsl:if test="p:has-code('functions', @why)">
                                <e key="item.function"><xsl:value-of select="p:code('functions', @why)"/></e>
                            </xsl:if>
                            <xsl:copy-of select="e/e"/>
                        </e>
                    </xsl:for-each>
                </e>
            </e>
        </e>
    </xsl:template>

    <xsl:template name="mailbox">
        <xsl:param name="of"/>
        <xsl:if test="p:has-code('mailboxes', $of)">
            <e key="head.mailbox"><xsl:value-of select="p:code('mailboxes', $of)"/></e>
        </xsl:if>
    </xsl:template>
</xsl:stylesheet>
