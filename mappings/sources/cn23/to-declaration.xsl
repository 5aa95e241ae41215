<?xml version="1.0" encoding="UTF-8"?>
<!--
    CN 23 and CP 72: an item's tree becomes the canonical declaration. What was not sent, or sent empty, is left out.
    An item that breaks its schema passes here too, so that the rules can say what else is wrong: an element that is
    not known gives nothing, and no template asks for more than is there. Of what may stand only so often no more is
    read, so that a message made to cost time costs little. Leaves are in leaves.xsl, amounts, numbers
    and texts in values.xsl.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:cn23="urn:postern:cn23:1"
                xmlns="urn:postern:declaration:1" exclude-result-prefixes="cn23">
    <xsl:include href="leaves.xsl"/>
    <xsl:include href="values.xsl"/>
    <xsl:output method="xml" encoding="UTF-8" indent="no"/>

    <xsl:template match="/cn23:cn23">
        <declaration>
            <form>
                <xsl:choose>
                    <xsl:when test="normalize-space(cn23:form)">
                        <xsl:value-of select="normalize-space(cn23:form)"/>
                    </xsl:when>
                    <xsl:otherwise>CN23</xsl:otherwise>
                </xsl:choose>
            </form>
            <xsl:apply-templates select="cn23:item_id[1]"/>
            <xsl:if test="normalize-space(cn23:reference)">
                <sender_reference>
                    <xsl:value-of select="normalize-space(cn23:reference)"/>
                </sender_reference>
            </xsl:if>
            <xsl:apply-templates select="cn23:service[1]/*[not(self::cn23:transport_mode)]"/>
            <xsl:if test="cn23:categories/cn23:category[normalize-space()]">
                <natures>
                    <xsl:for-each select="cn23:categories/cn23:category[normalize-space()][position() &lt; 10]">
                        <nature>
                            <xsl:value-of select="normalize-space()"/>
                        </nature>
                    </xsl:for-each>
                </natures>
            </xsl:if>
            <xsl:if test="normalize-space(cn23:categories/cn23:explanation)">
                <nature_explanation>
                    <xsl:value-of select="normalize-space(cn23:categories/cn23:explanation)"/>
                </nature_explanation>
            </xsl:if>
            <xsl:if test="normalize-space(cn23:gross_weight)">
                <gross_weight_kg>
                    <xsl:value-of select="normalize-space(cn23:gross_weight)"/>
                </gross_weight_kg>
            </xsl:if>
            <xsl:apply-templates select="cn23:total_value[1]"/>
            <xsl:apply-templates select="cn23:postage[1]"/>
            <xsl:apply-templates select="cn23:shipping_charged[1]"/>
            <xsl:apply-templates select="cn23:insured_value[1]"/>
            <xsl:apply-templates select="cn23:service[1]/cn23:transport_mode[1]"/>
            <xsl:apply-templates select="cn23:comments[1]"/>
            <sender>
                <xsl:apply-templates select="cn23:from[1]"/>
            </sender>
            <addressee>
                <xsl:apply-templates select="cn23:to[1]"/>
            </addressee>
            <xsl:if test="normalize-space(cn23:importer)">
                <importer>
                    <xsl:apply-templates select="cn23:importer[1]"/>
                </importer>
            </xsl:if>
            <xsl:if test="cn23:lines/cn23:line">
                <lines>
                    <xsl:apply-templates select="cn23:lines[1]/cn23:line"/>
                </lines>
            </xsl:if>
            <xsl:if test="normalize-space(concat(cn23:licences, cn23:certificates, cn23:invoices,
                                                      cn23:other_documents))">
                <documents>
                    <xsl:for-each select="cn23:licences/cn23:number[normalize-space()][position() &lt; 21]">
                        <document kind="licence">
                            <xsl:apply-templates select="."/>
                        </document>
                    </xsl:for-each>
                    <xsl:for-each select="cn23:certificates/cn23:number[normalize-space()][position() &lt; 21]">
                        <document kind="certificate">
                            <xsl:apply-templates select="."/>
                        </document>
                    </xsl:for-each>
                    <xsl:for-each select="cn23:invoices/cn23:number[normalize-space()][position() &lt; 21]">
                        <document kind="invoice">
                            <xsl:apply-templates select="."/>
                        </document>
                    </xsl:for-each>
                    <xsl:for-each select="cn23:other_documents/cn23:document[normalize-space()][position() &lt; 100]">
                        <document kind="other">
                            <xsl:apply-templates select="*"/>
                        </document>
                    </xsl:for-each>
                </documents>
            </xsl:if>
            <xsl:apply-templates select="cn23:certification[1]"/>
            <xsl:apply-templates select="cn23:representation[1]"/>
            <claim>
                <xsl:choose>
                    <xsl:when test="normalize-space(cn23:claim)">
                        <xsl:value-of select="normalize-space(cn23:claim)"/>
                    </xsl:when>
                    <xsl:otherwise>none</xsl:otherwise>
                </xsl:choose>
            </claim>
            <xsl:apply-templates select="cn23:duties_prepaid[1]"/>
            <xsl:apply-templates select="cn23:non_delivery[1]"/>
            <xsl:apply-templates select="cn23:extra_fields[1]"/>
        </declaration>
    </xsl:template>

    <xsl:template match="cn23:from">
        <xsl:apply-templates select="*"/>
        <xsl:call-template name="numbers">
            <xsl:with-param name="slot" select="cn23:customs_reference"/>
        </xsl:call-template>
    </xsl:template>

    <xsl:template match="cn23:to | cn23:importer">
        <xsl:apply-templates select="*"/>
        <xsl:call-template name="numbers">
            <xsl:with-param name="slot" select="cn23:importer_reference"/>
            <xsl:with-param name="side">destination</xsl:with-param>
        </xsl:call-template>
    </xsl:template>

    <!-- The lines of an address at the first of them. -->
    <xsl:template match="cn23:address_line">
        <xsl:if test="not(preceding-sibling::cn23:address_line[1]) and ../cn23:address_line[normalize-space()]">
            <address_lines>
                <xsl:for-each select="../cn23:address_line[normalize-space()][position() &lt; 6]">
                    <line>
                        <xsl:value-of select="normalize-space()"/>
                    </line>
                </xsl:for-each>
            </address_lines>
        </xsl:if>
    </xsl:template>

    <!-- A line of goods: behind the descriptions its children stand in the canonical order already. -->
    <xsl:template match="cn23:line">
        <line>
            <xsl:call-template name="descriptions"/>
            <xsl:apply-templates select="*"/>
        </line>
    </xsl:template>

    <xsl:template match="cn23:extra_fields">
        <xsl:if test="cn23:field[@name and normalize-space()]">
            <extra_fields>
                <xsl:for-each select="cn23:field[@name and normalize-space()][position() &lt; 100]">
                    <field name="{normalize-space(@name)}">
                        <xsl:value-of select="normalize-space()"/>
                    </field>
                </xsl:for-each>
            </extra_fields>
        </xsl:if>
    </xsl:template>
</xsl:stylesheet>
