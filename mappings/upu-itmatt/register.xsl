<?xml version="1.0" encoding="UTF-8"?>
<!--
    The message: who sends it to whom, its place in the sequence of that destination, whether it is a test, and its
    items; an item that was told before says what it does to the earlier one.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:r="urn:postern:register:1"
                xmlns:p="urn:postern:functions:1" exclude-result-prefixes="r p">
    <xsl:output method="xml" encoding="UTF-8" indent="no"/>

    <xsl:variable name="register" select="/r:register"/>
    <xsl:variable name="operators" select="$register/r:row[1]/e/@group"/>
    <!-- told anew it is another message: who knows messages by their reference would pass over it -->
    <xsl:variable name="version">
        <xsl:if test="$register/@version &gt; 1"><xsl:value-of select="concat('/', $register/@version)"/></xsl:if>
    </xsl:variable>

    <xsl:template match="/">
        <e key="message">
            <e key="head">
                <e key="head.sender">
                    <xsl:call-template name="operator">
                        <xsl:with-param name="code" select="substring-before($operators, '-')"/>
                    </xsl:call-template>
                </e>
                <e key="head.recipient">
                    <xsl:call-template name="operator">
                        <xsl:with-param name="code" select="substring-after($operators, '-')"/>
                    </xsl:call-template>
                </e>
                <e key="head.interchange">
                    <xsl:value-of select="concat(format-number($register/@number, '000000'), $version)"/>
                </e>
                <e key="head.message"><xsl:value-of select="concat($register/@reference, $version)"/></e>
                <e key="head.prepared_at">
                    <xsl:value-of select="concat(substring($register/@closed-at, 1, 19), 'Z')"/>
                </e>
                <e key="head.test"><xsl:value-of select="p:code('modes', $register/@mode)"/></e>
            </e>
            <e key="body">
                <e key="items"><xsl:apply-templates select="$register/r:row"/></e>
            </e>
        </e>
    </xsl:template>

    <xsl:template name="operator">
        <xsl:param name="code"/>
        <xsl:if test="$code != ''"><e key="head.operator"><xsl:value-of select="$code"/></e></xsl:if>
        <xsl:if test="p:has-code('mailboxes', $code)">
            <e key="head.mailbox"><xsl:value-of select="p:code('mailboxes', $code)"/></e>
        </xsl:if>
    </xsl:template>

    <xsl:template match="r:row">
        <xsl:variable name="function">
            <xsl:if test="p:has-code('functions', @why)"><xsl:value-of select="p:code('functions', @why)"/></xsl:if>
        </xsl:variable>
        <e key="item">
            <xsl:choose>
                <!-- What is taken back is named and not told again. -->
                <xsl:when test="@why = 'cancelled'">
                    <xsl:apply-templates select="e/e[p:has-code('elements', @key)]
                                                    [p:code('elements', @key, 'cancelled') = 'yes']" mode="again"/>
                </xsl:when>
                <xsl:otherwise><xsl:apply-templates select="e/e" mode="again"/></xsl:otherwise>
            </xsl:choose>
            <xsl:choose>
                <xsl:when test="$function = ''"/>
                <xsl:when test="p:has-code('elements', 'item.function')">
                    <e key="item.function"><xsl:value-of select="$function"/></e>
                </xsl:when>
                <!-- no element is known for it: as a further field, which every reader passes over or understands -->
                <xsl:otherwise>
                    <e key="extra"><e key="extra.field" name="function"><xsl:value-of select="$function"/></e></e>
                </xsl:otherwise>
            </xsl:choose>
        </e>
    </xsl:template>

    <!-- Made anew: a copy would keep the register's word that it has no namespace, and be written with xmlns="". -->
    <xsl:template match="e" mode="again">
        <e><xsl:copy-of select="@*"/><xsl:apply-templates mode="again"/></e>
    </xsl:template>
</xsl:stylesheet>
