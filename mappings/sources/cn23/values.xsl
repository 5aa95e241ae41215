<?xml version="1.0" encoding="UTF-8"?>
<!--
    CN 23 and CP 72: how single values become canonical ones. Superfluous blanks are taken out of every text but the
    description, which only loses those around it.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:cn23="urn:postern:cn23:1"
                xmlns="urn:postern:declaration:1" exclude-result-prefixes="cn23">
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
            <xsl:for-each select="cn23:amount[normalize-space()]">
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
                <xsl:for-each select="cn23:numbers/cn23:number[normalize-space()]">
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

    <!-- All descriptions of a line at its first one. -->
    <xsl:template match="cn23:description">
        <xsl:if test="not(preceding-sibling::cn23:description[1]) and ../cn23:description[normalize-space()]">
            <descriptions>
                <xsl:for-each select="../cn23:description[normalize-space()]">
                    <description>
                        <xsl:copy-of select="@xml:lang"/>
                        <xsl:call-template name="trimmed"/>
                    </description>
                </xsl:for-each>
            </descriptions>
        </xsl:if>
    </xsl:template>

    <!-- The text of the current node without blanks around it; most have none. -->
    <xsl:template name="trimmed">
        <xsl:variable name="words" select="normalize-space()"/>
        <xsl:choose>
            <xsl:when test="$words = string()">
                <xsl:value-of select="$words"/>
            </xsl:when>
            <xsl:otherwise>
                <xsl:variable name="before" select="string-length(substring-before(., substring($words, 1, 1)))"/>
                <xsl:call-template name="without-blanks-behind">
                    <xsl:with-param name="text" select="substring(., $before + 1)"/>
                    <xsl:with-param name="sure" select="1"/>
                    <xsl:with-param name="most" select="string-length(.) - $before"/>
                </xsl:call-template>
            </xsl:otherwise>
        </xsl:choose>
    </xsl:template>
    <!-- Halves the range in which the last sign that is no blank stands, so that a mile of blanks costs little. -->
    <xsl:template name="without-blanks-behind">
        <xsl:param name="text"/>
        <xsl:param name="sure"/>
        <xsl:param name="most"/>
        <xsl:variable name="middle" select="floor(($sure + $most + 1) div 2)"/>
        <xsl:choose>
            <xsl:when test="$sure >= $most">
                <xsl:value-of select="substring($text, 1, $sure)"/>
            </xsl:when>
            <xsl:when test="normalize-space(substring($text, $middle))">
                <xsl:call-template name="without-blanks-behind">
                    <xsl:with-param name="text" select="$text"/>
                    <xsl:with-param name="sure" select="$middle"/>
                    <xsl:with-param name="most" select="$most"/>
                </xsl:call-template>
            </xsl:when>
            <xsl:otherwise>
                <xsl:call-template name="without-blanks-behind">
                    <xsl:with-param name="text" select="$text"/>
                    <xsl:with-param name="sure" select="$sure"/>
                    <xsl:with-param name="most" select="$middle - 1"/>
                </xsl:call-template>
            </xsl:otherwise>
        </xsl:choose>
    </xsl:template>

    <!-- What is not named above gives nothing. -->
    <xsl:template match="* | text()"/>
</xsl:stylesheet>
