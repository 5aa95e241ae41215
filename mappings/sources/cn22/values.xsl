<?xml version="1.0" encoding="UTF-8"?>
<!--
    CN 22: how amounts, numbers and texts become canonical. Superfluous blanks are taken out of every text but
    the description, which only loses those around it.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:cn22="urn:postern:cn22:1"
                xmlns:str="http://exslt.org/strings" xmlns="urn:postern:declaration:1"
                exclude-result-prefixes="cn22 str">
    <!-- An amount without its number says nothing; one without a currency is a rule's business. -->
    <xsl:template match="cn22:total_value">
        <xsl:if test="normalize-space(cn22:amount)">
            <total_value>
                <xsl:call-template name="amount"/>
            </total_value>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn22:postage">
        <xsl:if test="normalize-space(cn22:amount)">
            <postage>
                <xsl:call-template name="amount"/>
            </postage>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn22:shipping_charged">
        <xsl:if test="normalize-space(cn22:amount)">
            <shipping_charged>
                <xsl:call-template name="amount"/>
            </shipping_charged>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn22:insured_value">
        <xsl:if test="normalize-space(cn22:amount)">
            <insured_value>
                <xsl:call-template name="amount"/>
            </insured_value>
        </xsl:if>
    </xsl:template>
    <xsl:template name="amount">
        <xsl:if test="normalize-space(cn22:currency)">
            <xsl:attribute name="currency">
                <xsl:value-of select="normalize-space(cn22:currency)"/>
            </xsl:attribute>
        </xsl:if>
        <xsl:value-of select="normalize-space(cn22:amount)"/>
    </xsl:template>

    <!-- Blocks whose leaves bear the canonical names and stand in their order. -->
    <xsl:template match="cn22:certification">
        <xsl:if test="normalize-space()">
            <certification>
                <xsl:apply-templates select="*"/>
            </certification>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn22:representation">
        <xsl:if test="normalize-space()">
            <representation>
                <xsl:apply-templates select="*"/>
            </representation>
        </xsl:if>
    </xsl:template>
    <xsl:template match="cn22:non_delivery">
        <xsl:if test="normalize-space()">
            <non_delivery>
                <xsl:apply-templates select="*"/>
            </non_delivery>
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
                    <number scheme="{normalize-space(@scheme)}">
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
