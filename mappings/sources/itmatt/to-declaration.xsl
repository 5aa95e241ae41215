<?xml version="1.0" encoding="UTF-8"?>
<!--
    ITMATT 1.5.0: an item's tree becomes the canonical declaration. What was not sent, or sent empty, is left out.
    An item that breaks its schema passes here too, so that the rules can say what else is wrong: an element that is
    not known gives nothing, and no template asks for more than is there. Of what may stand only so often no more is
    read, so that a message made to cost time costs little. Leaves are in leaves.xsl, amounts, numbers
    and texts in values.xsl.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m33="m33"
                xmlns="urn:postern:declaration:1" exclude-result-prefixes="m33">
    <xsl:include href="leaves.xsl"/>
    <xsl:include href="values.xsl"/>
    <xsl:output method="xml" encoding="UTF-8" indent="no"/>

    <xsl:template match="/m33:item">
        <declaration>
            <xsl:apply-templates select="m33:form[1]"/>
            <xsl:if test="normalize-space(m33:id)">
                <item_id>
                    <xsl:value-of select="normalize-space(m33:id)"/>
                </item_id>
            </xsl:if>
            <xsl:choose>
                <xsl:when test="normalize-space(m33:local_id)">
                    <xsl:if test="normalize-space(m33:local_id)">
                        <sender_reference>
                            <xsl:value-of select="normalize-space(m33:local_id)"/>
                        </sender_reference>
                    </xsl:if>
                </xsl:when>
                <xsl:otherwise>
                    <xsl:if test="normalize-space(m33:pid)">
                        <sender_reference>
                            <xsl:value-of select="normalize-space(m33:pid)"/>
                        </sender_reference>
                    </xsl:if>
                </xsl:otherwise>
            </xsl:choose>
            <xsl:apply-templates select="*" mode="head"/>
            <sender>
                <xsl:apply-templates select="m33:sender[1]"/>
            </sender>
            <addressee>
                <xsl:apply-templates select="m33:recipient[1]"/>
            </addressee>
            <xsl:if test="normalize-space(m33:importer)">
                <importer>
                    <xsl:apply-templates select="m33:importer[1]"/>
                </importer>
            </xsl:if>
            <xsl:if test="m33:content_pieces/m33:content_piece">
                <lines>
                    <xsl:apply-templates select="m33:content_pieces[1]/m33:content_piece"/>
                </lines>
            </xsl:if>
            <xsl:if test="normalize-space(m33:documents)">
                <documents>
                    <xsl:apply-templates select="m33:documents/m33:document[normalize-space()][position() &lt; 100]"/>
                </documents>
            </xsl:if>
            <xsl:apply-templates select="m33:certification[1]"/>
            <xsl:apply-templates select="m33:representation[1]"/>
            <claim>
                <xsl:choose>
                    <xsl:when test="normalize-space(m33:claim)">
                        <xsl:value-of select="normalize-space(m33:claim)"/>
                    </xsl:when>
                    <xsl:otherwise>none</xsl:otherwise>
                </xsl:choose>
            </claim>
            <xsl:apply-templates select="m33:duties_prepaid[1]"/>
            <xsl:apply-templates select="m33:non_delivery[1]"/>
            <xsl:call-template name="extra-fields"/>
        </declaration>
    </xsl:template>

    <!-- What the item says of itself: it stands in the canonical order already. -->
    <xsl:template match="*" mode="head"/>
    <xsl:template match="m33:mail_class | m33:mail_category | m33:mail_subclass | m33:handling_class |
                         m33:nature_explanation | m33:total_value | m33:postage | m33:shipping_charged |
                         m33:insured_value | m33:transport_mode | m33:comments |
                         m33:orig_operator | m33:dest_operator | m33:orig_office | m33:gross_weight" mode="head">
        <xsl:apply-templates select="."/>
    </xsl:template>
    <!-- The day it is where it is posted: the time behind it, if any, is dropped and no zone applied. -->
    <xsl:template match="m33:posting_date" mode="head">
        <xsl:variable name="day" select="normalize-space()"/>
        <xsl:if test="$day">
            <posting_date>
                <xsl:choose>
                    <xsl:when test="contains($day, 'T')">
                        <xsl:value-of select="substring-before($day, 'T')"/>
                    </xsl:when>
                    <xsl:otherwise>
                        <xsl:value-of select="$day"/>
                    </xsl:otherwise>
                </xsl:choose>
            </posting_date>
        </xsl:if>
    </xsl:template>
    <!-- All natures at the first of them. -->
    <xsl:template match="m33:nature_type" mode="head">
        <xsl:if test="not(preceding-sibling::m33:nature_type[1])">
            <xsl:variable name="natures" select="../m33:nature_type[normalize-space()]"/>
            <xsl:if test="$natures">
                <natures>
                    <xsl:for-each select="$natures[position() &lt; 10]">
                        <nature>
                            <xsl:value-of select="normalize-space()"/>
                        </nature>
                    </xsl:for-each>
                </natures>
            </xsl:if>
        </xsl:if>
    </xsl:template>

    <xsl:template match="m33:sender | m33:recipient | m33:importer">
        <xsl:apply-templates select="m33:name[1] | m33:first_name[1] | m33:last_name[1] | m33:business[1]"/>
        <xsl:if test="normalize-space(m33:address_line_1) or normalize-space(m33:address_line_2)">
            <address_lines>
                <xsl:if test="normalize-space(m33:address_line_1)">
                    <line>
                        <xsl:value-of select="normalize-space(m33:address_line_1)"/>
                    </line>
                </xsl:if>
                <xsl:if test="normalize-space(m33:address_line_2)">
                    <line>
                        <xsl:value-of select="normalize-space(m33:address_line_2)"/>
                    </line>
                </xsl:if>
            </address_lines>
        </xsl:if>
        <xsl:if test="normalize-space(m33:zip)">
            <postcode>
                <xsl:value-of select="normalize-space(m33:zip)"/>
            </postcode>
        </xsl:if>
        <xsl:apply-templates select="m33:city[1]"/>
        <xsl:if test="normalize-space(m33:state)">
            <subdivision>
                <xsl:value-of select="normalize-space(m33:state)"/>
            </subdivision>
        </xsl:if>
        <xsl:apply-templates select="m33:country[1] | m33:telephone[1] | m33:fax[1] | m33:email[1]"/>
        <xsl:choose>
            <xsl:when test="self::m33:sender">
                <xsl:call-template name="numbers">
                    <xsl:with-param name="slot" select="m33:id_ref"/>
                </xsl:call-template>
            </xsl:when>
            <xsl:otherwise>
                <xsl:call-template name="numbers">
                    <xsl:with-param name="slot" select="m33:id_ref"/>
                    <xsl:with-param name="side">destination</xsl:with-param>
                </xsl:call-template>
            </xsl:otherwise>
        </xsl:choose>
    </xsl:template>

    <!-- A line of goods: behind the descriptions its children stand in the canonical order already. The code of a
         restriction and the notes on it are one text, the last of the line; notes alone stand for both. -->
    <xsl:template match="m33:content_piece">
        <line>
            <xsl:call-template name="descriptions"/>
            <xsl:apply-templates select="*"/>
            <xsl:if test="m33:import_restrictions or m33:import_restrictions_notes">
                <xsl:call-template name="restrictions"/>
            </xsl:if>
        </line>
    </xsl:template>
    <xsl:template name="restrictions">
        <xsl:variable name="restrictions" select="normalize-space(m33:import_restrictions)"/>
        <xsl:variable name="notes" select="normalize-space(m33:import_restrictions_notes)"/>
        <xsl:if test="$restrictions or $notes">
            <import_restrictions>
                <xsl:value-of select="$restrictions"/>
                <xsl:if test="$restrictions and $notes">: </xsl:if>
                <xsl:value-of select="$notes"/>
            </import_restrictions>
        </xsl:if>
    </xsl:template>

    <!-- A document of a kind that is not one of the form's counts as another. -->
    <xsl:template match="m33:document">
        <xsl:variable name="kind" select="normalize-space(m33:type)"/>
        <document>
            <xsl:attribute name="kind">
                <xsl:choose>
                    <xsl:when test="$kind = 'licence' or $kind = 'certificate' or $kind = 'invoice'">
                        <xsl:value-of select="$kind"/>
                    </xsl:when>
                    <xsl:otherwise>other</xsl:otherwise>
                </xsl:choose>
            </xsl:attribute>
            <xsl:if test="normalize-space(m33:id)">
                <number>
                    <xsl:value-of select="normalize-space(m33:id)"/>
                </number>
            </xsl:if>
            <xsl:apply-templates select="m33:name[1]"/>
        </document>
    </xsl:template>

    <!-- Fields of the message that the canonical declaration has no member for are kept as named extra fields; those of
         a content piece as lines.<n>.<name>. Its type, index and highest index say nothing that the tree does not. -->
    <xsl:template name="extra-fields">
        <xsl:variable name="of-pieces" select="m33:content_pieces/m33:content_piece[m33:extra_fields or
                                               m33:revised_description or m33:revised_hs]"/>
        <xsl:variable name="fields">
            <xsl:apply-templates select="m33:extra_fields[1]" mode="extra"/>
            <xsl:apply-templates select="*" mode="kept"/>
            <xsl:if test="$of-pieces">
                <xsl:for-each select="m33:content_pieces[1]/m33:content_piece">
                    <xsl:apply-templates select="*" mode="extra">
                        <xsl:with-param name="line" select="position()"/>
                    </xsl:apply-templates>
                </xsl:for-each>
            </xsl:if>
        </xsl:variable>
        <xsl:if test="string($fields)">
            <extra_fields>
                <xsl:copy-of select="$fields"/>
            </extra_fields>
        </xsl:if>
    </xsl:template>
    <xsl:template match="*" mode="kept"/>
    <xsl:template match="m33:local_id_2 | m33:pid | m33:mail_state | m33:mail_state_remarks | m33:transport_date |
                         m33:package_image_path | m33:package_image_source" mode="kept">
        <xsl:if test="normalize-space()">
            <field name="{local-name()}">
                <xsl:value-of select="normalize-space()"/>
            </field>
        </xsl:if>
    </xsl:template>
    <xsl:template match="*" mode="extra"/>
    <xsl:template match="m33:revised_description | m33:revised_hs" mode="extra">
        <xsl:param name="line"/>
        <xsl:if test="normalize-space()">
            <field name="lines.{$line}.{local-name()}">
                <xsl:value-of select="normalize-space()"/>
            </field>
        </xsl:if>
    </xsl:template>
    <xsl:template match="m33:extra_fields" mode="extra">
        <xsl:param name="line"/>
        <xsl:for-each select="m33:field[@name and normalize-space()][position() &lt; 100]">
            <field>
                <xsl:attribute name="name">
                    <xsl:if test="$line">
                        <xsl:value-of select="concat('lines.', $line, '.')"/>
                    </xsl:if>
                    <xsl:value-of select="normalize-space(@name)"/>
                </xsl:attribute>
                <xsl:value-of select="normalize-space()"/>
            </field>
        </xsl:for-each>
    </xsl:template>
</xsl:stylesheet>
