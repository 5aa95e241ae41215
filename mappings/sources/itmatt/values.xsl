<?xml version="1.0" encoding="UTF-8"?>
<!--
    ITMATT 1.5.0: how single values become canonical ones. Superfluous blanks are taken out of every text but the
    description, which only loses those around it.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m33="m33"
                xmlns:str="http://exslt.org/strings" xmlns="urn:postern:declaration:1"
                exclude-result-prefixes="m33 str">
    <!-- A leaf whose name is the canonical one. -->
    <xsl:template match="m33:form | m33:mail_class | m33:mail_category | m33:mail_subclass | m33:handling_class |
                         m33:nature_explanation | m33:transport_mode | m33:comments | m33:name | m33:first_name |
                         m33:last_name | m33:business | m33:city | m33:country | m33:telephone | m33:fax |
                         m33:email | m33:currency | m33:by | m33:on | m33:at | m33:how | m33:kind |
                         m33:representative | m33:mandate | m33:terms | m33:provider | m33:reference |
                         m33:instruction | m33:after_days | m33:redirect_to">
        <xsl:variable name="text" select="normalize-space()"/>
        <xsl:if test="$text">
            <xsl:element name="{local-name()}">
                <xsl:value-of select="$text"/>
            </xsl:element>
        </xsl:if>
    </xsl:template>

    <!-- A leaf of another name: the caller says which. -->
    <xsl:template match="*" mode="renamed">
        <xsl:param name="to"/>
        <xsl:variable name="text" select="normalize-space()"/>
        <xsl:if test="$text">
            <xsl:element name="{$to}">
                <xsl:value-of select="$text"/>
            </xsl:element>
        </xsl:if>
    </xsl:template>

    <!-- An amount without its number says nothing; one without a currency is a rule's business. -->
    <xsl:template match="m33:total_value | m33:postage | m33:shipping_charged | m33:insured_value">
        <xsl:variable name="amount" select="normalize-space(m33:amount)"/>
        <xsl:if test="$amount">
            <xsl:element name="{local-name()}">
                <xsl:if test="normalize-space(m33:currency)">
                    <xsl:attribute name="currency">
                        <xsl:value-of select="normalize-space(m33:currency)"/>
                    </xsl:attribute>
                </xsl:if>
                <xsl:value-of select="$amount"/>
            </xsl:element>
        </xsl:if>
    </xsl:template>

    <!-- Blocks whose leaves bear the canonical names and stand in their order. -->
    <xsl:template match="m33:certification | m33:representation | m33:non_delivery">
        <xsl:if test="normalize-space()">
            <xsl:element name="{local-name()}">
                <xsl:apply-templates select="*"/>
            </xsl:element>
        </xsl:if>
    </xsl:template>

    <xsl:template match="m33:duties_prepaid">
        <xsl:if test="normalize-space()">
            <duties_prepaid>
                <xsl:apply-templates select="*"/>
            </duties_prepaid>
        </xsl:if>
    </xsl:template>
    <xsl:template match="m33:duties_prepaid/m33:amounts">
        <amounts>
            <xsl:for-each select="m33:amount[normalize-space()][position() &lt; 21]">
                <amount>
                    <xsl:copy-of select="@kind | @currency"/>
                    <xsl:value-of select="normalize-space()"/>
                </amount>
            </xsl:for-each>
        </amounts>
    </xsl:template>

    <!-- Numbers that say what they are, then the one slot that does not, unless it repeats one of them: its scheme
         is named by the rules of source.xml. -->
    <xsl:template name="numbers">
        <xsl:param name="slot" select="/.."/>
        <xsl:param name="side"/>
        <xsl:variable name="reference" select="normalize-space($slot)"/>
        <xsl:if test="$reference or normalize-space(m33:numbers)">
            <numbers>
                <xsl:for-each select="m33:numbers[1]/m33:number[normalize-space()][position() &lt; 21]">
                    <number>
                        <xsl:attribute name="scheme">
                            <xsl:value-of select="normalize-space(@scheme)"/>
                        </xsl:attribute>
                        <xsl:if test="@side = 'origin' or @side = 'destination'">
                            <xsl:copy-of select="@side"/>
                        </xsl:if>
                        <xsl:value-of select="normalize-space()"/>
                    </number>
                </xsl:for-each>
                <xsl:if test="$reference and not(m33:numbers/m33:number[normalize-space() = $reference])">
                    <number scheme="UNKNOWN">
                        <xsl:if test="$side">
                            <xsl:attribute name="side">
                                <xsl:value-of select="$side"/>
                            </xsl:attribute>
                        </xsl:if>
                        <xsl:value-of select="$reference"/>
                    </number>
                </xsl:if>
            </numbers>
        </xsl:if>
    </xsl:template>

    <!-- The descriptions of a line. -->
    <xsl:template name="descriptions">
        <xsl:variable name="texts" select="m33:description[normalize-space()]"/>
        <xsl:if test="$texts">
            <descriptions>
                <xsl:for-each select="$texts[position() &lt; 10]">
                    <description>
                        <xsl:copy-of select="@xml:lang"/>
                        <xsl:call-template name="trimmed"/>
                    </description>
                </xsl:for-each>
            </descriptions>
        </xsl:if>
    </xsl:template>

    <!-- The text of the current node without blanks around it; most have none. Where there are too many lines for
         anybody, or more signs than the schema allows, it is not worth the search: those inside go as well. -->
    <xsl:variable name="many-lines" select="count(/m33:item/m33:content_pieces/m33:content_piece) > 500"/>
    <xsl:template name="trimmed">
        <xsl:variable name="words" select="normalize-space()"/>
        <xsl:choose>
            <xsl:when test="$words = . or $many-lines or string-length() > 512">
                <xsl:value-of select="$words"/>
            </xsl:when>
            <xsl:otherwise>
                <xsl:variable name="first" select="substring($words, 1, 1)"/>
                <xsl:variable name="text" select="concat($first, substring-after(., $first), ' ')"/>
                <!-- what stands behind the last word: the last piece where the text is cut at that word -->
                <xsl:variable name="blanks" select="str:split($text, str:tokenize($words)[last()])[last()]"/>
                <xsl:value-of select="substring($text, 1, string-length($text) - string-length($blanks))"/>
            </xsl:otherwise>
        </xsl:choose>
    </xsl:template>

    <!-- What is not named above gives nothing. -->
    <xsl:template match="* | text()"/>
</xsl:stylesheet>
