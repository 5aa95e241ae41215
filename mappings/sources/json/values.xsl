<?xml version="1.0" encoding="UTF-8"?>
<!--
    JSON: how amounts, numbers, categories and texts become canonical. Superfluous blanks are taken out of every text
    but the description, which only loses those around it, and the sender's own metadata, which stay as they are.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:j="urn:postern:json:1"
                xmlns:str="http://exslt.org/strings" xmlns="urn:postern:declaration:1"
                exclude-result-prefixes="j str">
    <!-- An amount without its number says nothing; one without a currency is a rule's business. -->
    <xsl:template match="j:total_value">
        <xsl:if test="normalize-space(j:amount)">
            <total_value><xsl:call-template name="amount"/></total_value>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:postage">
        <xsl:if test="normalize-space(j:amount)">
            <postage><xsl:call-template name="amount"/></postage>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:shipping_charged">
        <xsl:if test="normalize-space(j:amount)">
            <shipping_charged><xsl:call-template name="amount"/></shipping_charged>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:insured_value">
        <xsl:if test="normalize-space(j:amount)">
            <insured_value><xsl:call-template name="amount"/></insured_value>
        </xsl:if>
    </xsl:template>
    <xsl:template match="j:amounts">
        <amounts>
            <xsl:for-each select="j:item[normalize-space(j:amount)][position() &lt; 21]">
                <amount kind="{normalize-space(j:kind)}"><xsl:call-template name="amount"/></amount>
            </xsl:for-each>
        </amounts>
    </xsl:template>
    <xsl:template name="amount">
        <xsl:if test="normalize-space(j:currency)">
            <xsl:attribute name="currency"><xsl:value-of select="normalize-space(j:currency)"/></xsl:attribute>
        </xsl:if>
        <xsl:value-of select="normalize-space(j:amount)"/>
    </xsl:template>

    <!-- Categories by their codes, or by their names on the form. -->
    <xsl:template match="j:natures">
        <xsl:if test="j:item[normalize-space()]">
            <natures>
                <xsl:for-each select="j:item[normalize-space()][position() &lt; 10]">
                    <xsl:variable name="word" select="normalize-space()"/>
                    <nature>
                        <xsl:choose>
                            <xsl:when test="$word = 'sale'">11</xsl:when>
                            <xsl:when test="$word = 'returned_goods'">21</xsl:when>
                            <xsl:when test="$word = 'gift'">31</xsl:when>
                            <xsl:when test="$word = 'commercial_sample'">32</xsl:when>
                            <xsl:when test="$word = 'documents'">91</xsl:when>
                            <xsl:when test="$word = 'mixed'">991</xsl:when>
                            <xsl:when test="$word = 'other'">999</xsl:when>
                            <xsl:otherwise><xsl:value-of select="$word"/></xsl:otherwise>
                        </xsl:choose>
                    </nature>
                </xsl:for-each>
            </natures>
        </xsl:if>
    </xsl:template>

    <xsl:template match="j:address_lines">
        <xsl:if test="j:item[normalize-space()]">
            <address_lines>
                <xsl:for-each select="j:item[normalize-space()][position() &lt; 6]">
                    <line><xsl:value-of select="normalize-space()"/></line>
                </xsl:for-each>
            </address_lines>
        </xsl:if>
    </xsl:template>

    <!-- A number that does not say what it is gets its scheme by the rules of source.xml. -->
    <xsl:template match="j:numbers">
        <xsl:if test="j:item[normalize-space(j:value)]">
            <numbers>
                <xsl:for-each select="j:item[normalize-space(j:value)][position() &lt; 21]">
                    <number scheme="UNKNOWN">
                        <xsl:if test="normalize-space(j:scheme)">
                            <xsl:attribute name="scheme">
                                <xsl:value-of select="normalize-space(j:scheme)"/>
                            </xsl:attribute>
                        </xsl:if>
                        <xsl:if test="j:side = 'origin' or j:side = 'destination'">
                            <xsl:attribute name="side"><xsl:value-of select="j:side"/></xsl:attribute>
                        </xsl:if>
                        <xsl:value-of select="normalize-space(j:value)"/>
                    </number>
                </xsl:for-each>
            </numbers>
        </xsl:if>
    </xsl:template>

    <xsl:template match="j:documents">
        <xsl:if test="j:item[normalize-space(concat(j:number, j:name))]">
            <documents>
                <xsl:for-each select="j:item[normalize-space(concat(j:number, j:name))][position() &lt; 100]">
                    <document kind="other">
                        <xsl:if test="j:kind = 'licence' or j:kind = 'certificate' or j:kind = 'invoice'">
                            <xsl:attribute name="kind"><xsl:value-of select="j:kind"/></xsl:attribute>
                        </xsl:if>
                        <xsl:apply-templates select="j:number"/>
                        <xsl:apply-templates select="j:name"/>
                    </document>
                </xsl:for-each>
            </documents>
        </xsl:if>
    </xsl:template>

    <!-- Named fields, then the sender's metadata: under names that no profile reads. -->
    <xsl:template name="extra_fields">
        <xsl:variable name="fields"
                      select="j:extra_fields/j:item[normalize-space(j:name) and normalize-space(j:value)]"/>
        <xsl:variable name="own" select="j:metadata/j:member[normalize-space()]"/>
        <xsl:if test="$fields or $own">
            <extra_fields>
                <xsl:for-each select="$fields[position() &lt; 100]">
                    <field name="{normalize-space(j:name)}"><xsl:value-of select="normalize-space(j:value)"/></field>
                </xsl:for-each>
                <xsl:for-each select="$own[position() &lt; 33]">
                    <field name="metadata.{@name}"><xsl:value-of select="."/></field>
                </xsl:for-each>
            </extra_fields>
        </xsl:if>
    </xsl:template>

    <!-- The descriptions of a line. -->
    <xsl:template match="j:descriptions">
        <xsl:variable name="texts" select="j:item[normalize-space(j:text)]"/>
        <xsl:if test="$texts">
            <descriptions>
                <xsl:for-each select="$texts[position() &lt; 10]">
                    <description>
                        <xsl:if test="normalize-space(j:lang)">
                            <xsl:attribute name="xml:lang">
                                <xsl:value-of select="normalize-space(j:lang)"/>
                            </xsl:attribute>
                        </xsl:if>
                        <xsl:for-each select="j:text">
                            <xsl:call-template name="trimmed"/>
                        </xsl:for-each>
                    </description>
                </xsl:for-each>
            </descriptions>
        </xsl:if>
    </xsl:template>

    <!-- The text of the current node without blanks around it; most have none. Where there are too many lines for
         anybody, or more signs than the schema allows, it is not worth the search: those inside go as well. -->
    <xsl:variable name="many-lines" select="count(/j:declaration/j:lines/j:item) > 500"/>
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
