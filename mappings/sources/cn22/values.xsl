<?xml version="1.0" encoding="UTF-8"?>
<!--
    CN 22: how single values become canonical ones. Superfluous blanks are taken out of every text but the
    description, which only loses those around it.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:cn22="urn:postern:cn22:1"
                xmlns:str="http://exslt.org/strings" xmlns="urn:postern:declaration:1"
                exclude-result-prefixes="cn22 str">
    <!-- A leaf whose name is the canonical one. -->
    <xsl:template match="cn22:name | cn22:first_name | cn22:last_name | cn22:business | cn22:postcode | cn22:city |
                         cn22:subdivision | cn22:country | cn22:telephone | cn22:fax | cn22:email | cn22:quantity |
                         cn22:quantity_unit | cn22:unit_value | cn22:currency | cn22:hs_code | cn22:origin_country |
                         cn22:import_restrictions | cn22:by | cn22:on | cn22:at | cn22:how | cn22:kind |
                         cn22:representative | cn22:mandate | cn22:terms | cn22:provider |
                         cn22:duties_prepaid/cn22:reference |
                         cn22:instruction | cn22:after_days | cn22:redirect_to | cn22:number | cn22:comments |
                         cn22:mail_class | cn22:mail_category | cn22:mail_subclass | cn22:handling_class |
                         cn22:origin_operator | cn22:destination_operator | cn22:office_of_origin |
                         cn22:posting_date | cn22:transport_mode | cn22:item_id">
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
    <xsl:template match="cn22:total_value | cn22:postage | cn22:shipping_charged | cn22:insured_value">
        <xsl:variable name="amount" select="normalize-space(cn22:amount)"/>
        <xsl:if test="$amount">
            <xsl:element name="{local-name()}">
                <xsl:if test="normalize-space(cn22:currency)">
                    <xsl:attribute name="currency">
                        <xsl:value-of select="normalize-space(cn22:currency)"/>
                    </xsl:attribute>
                </xsl:if>
                <xsl:value-of select="$amount"/>
            </xsl:element>
        </xsl:if>
    </xsl:template>

    <!-- Blocks whose leaves bear the canonical names and stand in their order. -->
    <xsl:template match="cn22:certification | cn22:representation | cn22:non_delivery">
        <xsl:if test="normalize-space()">
            <xsl:element name="{local-name()}">
                <xsl:apply-templates select="*"/>
            </xsl:element>
        </xsl:if>
    </xsl:template>

    <xsl:template match="cn22:duties_prepaid">
        <xsl:if test="normalize-space()">
            <duties_prepaid>
                <xsl:apply-templates select="*"/>
            </duties_prepaid>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn22:duties_prepaid/cn22:amounts">
        <amounts>
            <xsl:for-each select="cn22:amount[normalize-space()][position() &lt; 21]">
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
        <xsl:if test="$reference or normalize-space(cn22:numbers)">
            <numbers>
                <xsl:for-each select="cn22:numbers[1]/cn22:number[normalize-space()][position() &lt; 21]">
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
                <xsl:if test="$reference and not(cn22:numbers/cn22:number[normalize-space() = $reference])">
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
        <xsl:variable name="texts" select="cn22:description[normalize-space()]"/>
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
    <xsl:variable name="many-lines" select="count(/cn22:cn22/cn22:lines/cn22:line) > 500"/>
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
