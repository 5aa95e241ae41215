<?xml version="1.0" encoding="UTF-8"?>
<!--
    CN 23 and CP 72: how single values become canonical ones. Superfluous blanks are taken out of every text but the
    description, which only loses those around it.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:cn23="urn:postern:cn23:1"
                xmlns:str="http://exslt.org/strings" xmlns="urn:postern:declaration:1"
                exclude-result-prefixes="cn23 str">
    <!-- A leaf whose name is the canonical one. -->
    <xsl:template match="cn23:name | cn23:first_name | cn23:last_name | cn23:business | cn23:postcode | cn23:city |
                         cn23:subdivision | cn23:country | cn23:telephone | cn23:fax | cn23:email | cn23:quantity |
                         cn23:quantity_unit | cn23:unit_value | cn23:currency | cn23:hs_code | cn23:origin_country |
                         cn23:import_restrictions | cn23:by | cn23:on | cn23:at | cn23:how | cn23:kind |
                         cn23:representative | cn23:mandate | cn23:terms | cn23:provider | cn23:reference |
                         cn23:instruction | cn23:after_days | cn23:redirect_to | cn23:number | cn23:comments |
                         cn23:mail_class | cn23:mail_category | cn23:mail_subclass | cn23:handling_class |
                         cn23:origin_operator | cn23:destination_operator | cn23:office_of_origin |
                         cn23:posting_date | cn23:transport_mode | cn23:item_id">
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
    <xsl:template match="cn23:total_value | cn23:postage | cn23:shipping_charged | cn23:insured_value">
        <xsl:variable name="amount" select="normalize-space(cn23:amount)"/>
        <xsl:if test="$amount">
            <xsl:element name="{local-name()}">
                <xsl:if test="normalize-space(cn23:currency)">
                    <xsl:attribute name="currency">
                        <xsl:value-of select="normalize-space(cn23:currency)"/>
                    </xsl:attribute>
                </xsl:if>
                <xsl:value-of select="$amount"/>
            </xsl:element>
        </xsl:if>
    </xsl:template>

    <!-- Blocks whose leaves bear the canonical names and stand in their order. -->
    <xsl:template match="cn23:certification | cn23:representation | cn23:non_delivery">
        <xsl:if test="normalize-space()">
            <xsl:element name="{local-name()}">
                <xsl:apply-templates select="*"/>
            </xsl:element>
        </xsl:if>
    </xsl:template>

    <xsl:template match="cn23:duties_prepaid">
        <xsl:if test="normalize-space()">
            <duties_prepaid>
                <xsl:apply-templates select="*"/>
            </duties_prepaid>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn23:duties_prepaid/cn23:amounts">
        <amounts>
            <xsl:for-each select="cn23:amount[normalize-space()][position() &lt; 21]">
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
        <xsl:if test="$reference or normalize-space(cn23:numbers)">
            <numbers>
                <xsl:for-each select="cn23:numbers[1]/cn23:number[normalize-space()][position() &lt; 21]">
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
                <xsl:if test="$reference and not(cn23:numbers/cn23:number[normalize-space() = $reference])">
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
        <xsl:variable name="texts" select="cn23:description[normalize-space()]"/>
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
    <xsl:variable name="many-lines" select="count(/cn23:cn23/cn23:lines/cn23:line) > 500"/>
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
