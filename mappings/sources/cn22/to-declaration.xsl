<?xml version="1.0" encoding="UTF-8"?>
<!--
    CN 22: an item's tree becomes the canonical declaration. What was not sent, or sent empty, is left out.
    An item that breaks its schema passes here too, so that the rules can say what else is wrong: an element that is
    not known gives nothing, and no template asks for more than is there. Of what may stand only so often no more is
    read, so that a message made to cost time costs little. Leaves are in leaves.xsl, amounts, numbers
    and texts in values.xsl.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:cn22="urn:postern:cn22:1"
                xmlns="urn:postern:declaration:1" exclude-result-prefixes="cn22">
    <xsl:include href="leaves.xsl"/>
    <xsl:include href="values.xsl"/>
    <xsl:output method="xml" encoding="UTF-8" indent="no"/>

    <xsl:template match="/cn22:cn22">
        <declaration>
            <form>CN22</form>
            <xsl:apply-templates select="cn22:item_id[1]"/>
            <xsl:if test="normalize-space(cn22:reference)">
                <sender_reference>
                    <xsl:value-of select="normalize-space(cn22:reference)"/>
                </sender_reference>
            </xsl:if>
            <xsl:apply-templates select="cn22:service[1]/*[not(self::cn22:transport_mode)]"/>
            <xsl:if test="cn22:categories/cn22:category[normalize-space()]">
                <natures>
                    <xsl:for-each select="cn22:categories/cn22:category[normalize-space()][position() &lt; 10]">
                        <nature>
                            <xsl:value-of select="normalize-space()"/>
                        </nature>
                    </xsl:for-each>
                </natures>
            </xsl:if>
            <xsl:if test="normalize-space(cn22:categories/cn22:explanation)">
                <nature_explanation>
                    <xsl:value-of select="normalize-space(cn22:categories/cn22:explanation)"/>
                </nature_explanation>
            </xsl:if>
            <xsl:if test="normalize-space(cn22:total_weight)">
                <gross_weight_kg>
                    <xsl:value-of select="normalize-space(cn22:total_weight)"/>
                </gross_weight_kg>
            </xsl:if>
            <xsl:apply-templates select="cn22:total_value[1]"/>
            <xsl:apply-templates select="cn22:address_side[1]/cn22:postage[1]"/>
            <xsl:apply-templates select="cn22:beyond_the_form[1]/cn22:shipping_charged[1]"/>
            <xsl:apply-templates select="cn22:address_side[1]/cn22:insured_value[1]"/>
            <xsl:apply-templates select="cn22:service[1]/cn22:transport_mode[1]"/>
            <xsl:apply-templates select="cn22:beyond_the_form[1]/cn22:comments[1]"/>
            <sender>
                <xsl:apply-templates select="cn22:address_side[1]/cn22:sender[1]"/>
            </sender>
            <addressee>
                <xsl:apply-templates select="cn22:address_side[1]/cn22:addressee[1]"/>
            </addressee>
            <xsl:if test="normalize-space(cn22:beyond_the_form/cn22:importer)">
                <importer>
                    <xsl:apply-templates select="cn22:beyond_the_form[1]/cn22:importer[1]"/>
                </importer>
            </xsl:if>
            <xsl:if test="cn22:lines/cn22:line">
                <lines>
                    <xsl:apply-templates select="cn22:lines[1]/cn22:line"/>
                </lines>
            </xsl:if>
            <xsl:if test="normalize-space(cn22:beyond_the_form/cn22:documents)">
                <documents>
                    <xsl:apply-templates select="cn22:beyond_the_form[1]/cn22:documents[1]/
                                                 cn22:document[normalize-space()][position() &lt; 100]"/>
                </documents>
            </xsl:if>
            <xsl:apply-templates select="cn22:certification[1]"/>
            <xsl:apply-templates select="cn22:beyond_the_form[1]/cn22:representation[1]"/>
            <claim>
                <xsl:choose>
                    <xsl:when test="normalize-space(cn22:beyond_the_form/cn22:claim)">
                        <xsl:value-of select="normalize-space(cn22:beyond_the_form/cn22:claim)"/>
                    </xsl:when>
                    <xsl:otherwise>none</xsl:otherwise>
                </xsl:choose>
            </claim>
            <xsl:apply-templates select="cn22:beyond_the_form[1]/cn22:duties_prepaid[1]"/>
            <xsl:apply-templates select="cn22:beyond_the_form[1]/cn22:non_delivery[1]"/>
            <xsl:apply-templates select="cn22:beyond_the_form[1]/cn22:extra_fields[1]"/>
        </declaration>
    </xsl:template>

    <xsl:template match="cn22:sender">
        <xsl:apply-templates select="*"/>
        <xsl:call-template name="numbers">
            <xsl:with-param name="slot" select="cn22:reference"/>
        </xsl:call-template>
    </xsl:template>

    <xsl:template match="cn22:addressee | cn22:importer">
        <xsl:apply-templates select="*"/>
        <xsl:call-template name="numbers">
            <xsl:with-param name="slot" select="cn22:reference"/>
            <xsl:with-param name="side">destination</xsl:with-param>
        </xsl:call-template>
    </xsl:template>

    <!-- The lines of an address at the first of them. -->
    <xsl:template match="cn22:address_line">
        <xsl:if test="not(preceding-sibling::cn22:address_line[1]) and ../cn22:address_line[normalize-space()]">
            <address_lines>
                <xsl:for-each select="../cn22:address_line[normalize-space()][position() &lt; 6]">
                    <line>
                        <xsl:value-of select="normalize-space()"/>
                    </line>
                </xsl:for-each>
            </address_lines>
        </xsl:if>
    </xsl:template>

    <!-- A line of goods: behind the descriptions its children stand in the canonical order already. -->
    <xsl:template match="cn22:line">
        <line>
            <xsl:call-template name="descriptions"/>
            <xsl:apply-templates select="*"/>
        </line>
    </xsl:template>

    <!-- A document of a kind that is not one of the form's counts as another. -->
    <xsl:template match="cn22:document">
        <xsl:variable name="kind" select="normalize-space(cn22:kind)"/>
        <document>
            <xsl:attribute name="kind">
                <xsl:choose>
                    <xsl:when test="$kind = 'licence' or $kind = 'certificate' or $kind = 'invoice'">
                        <xsl:value-of select="$kind"/>
                    </xsl:when>
                    <xsl:otherwise>other</xsl:otherwise>
                </xsl:choose>
            </xsl:attribute>
            <xsl:apply-templates select="cn22:number[1]"/>
            <xsl:apply-templates select="cn22:name[1]"/>
        </document>
    </xsl:template>

    <xsl:template match="cn22:extra_fields">
        <xsl:if test="cn22:field[@name and normalize-space()]">
            <extra_fields>
                <xsl:for-each select="cn22:field[@name and normalize-space()][position() &lt; 100]">
                    <field name="{normalize-space(@name)}">
                        <xsl:value-of select="normalize-space()"/>
                    </field>
                </xsl:for-each>
            </extra_fields>
        </xsl:if>
    </xsl:template>
</xsl:stylesheet>
