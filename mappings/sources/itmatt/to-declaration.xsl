<?xml version="1.0" encoding="UTF-8"?>
<!--
    ITMATT 1.5.0: an item's tree becomes the canonical declaration. What was not sent, or sent empty, is left out.
    An item that breaks its schema passes here too, so that the rules can say what else is wrong: an element that is
    not known gives nothing, and no template asks for more than is there. Leaves, amounts, numbers and texts are in
    values.xsl.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m33="m33"
                xmlns="urn:postern:declaration:1" exclude-result-prefixes="m33">
    <xsl:include href="values.xsl"/>
    <xsl:output method="xml" encoding="UTF-8" indent="no"/>

    <xsl:template match="/m33:item">
        <declaration>
            <xsl:apply-templates select="m33:form"/>
            <xsl:apply-templates select="m33:id" mode="renamed">
                <xsl:with-param name="to">item_id</xsl:with-param>
            </xsl:apply-templates>
            <xsl:choose>
                <xsl:when test="normalize-space(m33:local_id)">
                    <xsl:apply-templates select="m33:local_id" mode="renamed">
                        <xsl:with-param name="to">sender_reference</xsl:with-param>
                    </xsl:apply-templates>
                </xsl:when>
                <xsl:otherwise>
                    <xsl:apply-templates select="m33:pid" mode="renamed">
                        <xsl:with-param name="to">sender_reference</xsl:with-param>
                    </xsl:apply-templates>
                </xsl:otherwise>
            </xsl:choose>
            <xsl:apply-templates select="m33:mail_class"/>
            <xsl:apply-templates select="m33:mail_category"/>
            <xsl:apply-templates select="m33:mail_subclass"/>
            <xsl:apply-templates select="m33:handling_class"/>
            <xsl:apply-templates select="m33:orig_operator" mode="renamed">
                <xsl:with-param name="to">origin_operator</xsl:with-param>
            </xsl:apply-templates>
            <xsl:apply-templates select="m33:dest_operator" mode="renamed">
                <xsl:with-param name="to">destination_operator</xsl:with-param>
            </xsl:apply-templates>
            <xsl:apply-templates select="m33:orig_office" mode="renamed">
                <xsl:with-param name="to">office_of_origin</xsl:with-param>
            </xsl:apply-templates>
            <!-- The day it is where it is posted: the time behind it, if any, is dropped and no zone applied. -->
            <xsl:if test="normalize-space(m33:posting_date)">
                <posting_date>
                    <xsl:choose>
                        <xsl:when test="contains(m33:posting_date, 'T')">
                            <xsl:value-of select="normalize-space(substring-before(m33:posting_date, 'T'))"/>
                        </xsl:when>
                        <xsl:otherwise>
                            <xsl:value-of select="normalize-space(m33:posting_date)"/>
                        </xsl:otherwise>
                    </xsl:choose>
                </posting_date>
            </xsl:if>
            <xsl:if test="m33:nature_type[normalize-space()]">
                <natures>
                    <xsl:for-each select="m33:nature_type[normalize-space()]">
                        <nature>
                            <xsl:value-of select="normalize-space()"/>
                        </nature>
                    </xsl:for-each>
                </natures>
            </xsl:if>
            <xsl:apply-templates select="m33:nature_explanation"/>
            <xsl:apply-templates select="m33:gross_weight" mode="renamed">
                <xsl:with-param name="to">gross_weight_kg</xsl:with-param>
            </xsl:apply-templates>
            <xsl:apply-templates select="m33:total_value"/>
            <xsl:apply-templates select="m33:postage"/>
            <xsl:apply-templates select="m33:shipping_charged"/>
            <xsl:apply-templates select="m33:insured_value"/>
            <xsl:apply-templates select="m33:transport_mode"/>
            <xsl:apply-templates select="m33:comments"/>
            <sender>
                <xsl:apply-templates select="m33:sender"/>
            </sender>
            <addressee>
                <xsl:apply-templates select="m33:recipient"/>
            </addressee>
            <xsl:if test="normalize-space(m33:importer)">
                <importer>
                    <xsl:apply-templates select="m33:importer"/>
                </importer>
            </xsl:if>
            <xsl:if test="m33:content_pieces/m33:content_piece">
                <lines>
                    <xsl:apply-templates select="m33:content_pieces/m33:content_piece"/>
                </lines>
            </xsl:if>
            <xsl:if test="normalize-space(m33:documents)">
                <documents>
                    <xsl:apply-templates select="m33:documents/m33:document[normalize-space()]"/>
                </documents>
            </xsl:if>
            <xsl:apply-templates select="m33:certification"/>
            <xsl:apply-templates select="m33:representation"/>
            <claim>
                <xsl:choose>
                    <xsl:when test="normalize-space(m33:claim)">
                        <xsl:value-of select="normalize-space(m33:claim)"/>
                    </xsl:when>
                    <xsl:otherwise>none</xsl:otherwise>
                </xsl:choose>
            </claim>
            <xsl:apply-templates select="m33:duties_prepaid"/>
            <xsl:apply-templates select="m33:non_delivery"/>
            <xsl:call-template name="extra-fields"/>
        </declaration>
    </xsl:template>

    <xsl:template match="m33:sender | m33:recipient | m33:importer">
        <xsl:apply-templates select="m33:name | m33:first_name | m33:last_name | m33:business"/>
        <xsl:if test="normalize-space(m33:address_line_1) or normalize-space(m33:address_line_2)">
            <address_lines>
                <xsl:apply-templates select="m33:address_line_1" mode="renamed">
                    <xsl:with-param name="to">line</xsl:with-param>
                </xsl:apply-templates>
                <xsl:apply-templates select="m33:address_line_2" mode="renamed">
                    <xsl:with-param name="to">line</xsl:with-param>
                </xsl:apply-templates>
            </address_lines>
        </xsl:if>
        <xsl:apply-templates select="m33:zip" mode="renamed">
            <xsl:with-param name="to">postcode</xsl:with-param>
        </xsl:apply-templates>
        <xsl:apply-templates select="m33:city"/>
        <xsl:apply-templates select="m33:state" mode="renamed">
            <xsl:with-param name="to">subdivision</xsl:with-param>
        </xsl:apply-templates>
        <xsl:apply-templates select="m33:country | m33:telephone | m33:fax | m33:email"/>
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

    <!-- A line of goods: its children stand in the canonical order already. -->
    <xsl:template match="m33:content_piece">
        <line>
            <xsl:apply-templates select="*"/>
        </line>
    </xsl:template>
    <xsl:template match="m33:number">
        <xsl:apply-templates select="." mode="renamed">
            <xsl:with-param name="to">quantity</xsl:with-param>
        </xsl:apply-templates>
    </xsl:template>
    <xsl:template match="m33:number_unit">
        <xsl:apply-templates select="." mode="renamed">
            <xsl:with-param name="to">quantity_unit</xsl:with-param>
        </xsl:apply-templates>
    </xsl:template>
    <xsl:template match="m33:net_weight">
        <xsl:apply-templates select="." mode="renamed">
            <xsl:with-param name="to">net_weight_kg</xsl:with-param>
        </xsl:apply-templates>
    </xsl:template>
    <xsl:template match="m33:amount">
        <xsl:apply-templates select="." mode="renamed">
            <xsl:with-param name="to">line_value</xsl:with-param>
        </xsl:apply-templates>
    </xsl:template>
    <xsl:template match="m33:unit_amount">
        <xsl:apply-templates select="." mode="renamed">
            <xsl:with-param name="to">unit_value</xsl:with-param>
        </xsl:apply-templates>
    </xsl:template>
    <xsl:template match="m33:hs">
        <xsl:apply-templates select="." mode="renamed">
            <xsl:with-param name="to">hs_code</xsl:with-param>
        </xsl:apply-templates>
    </xsl:template>
    <xsl:template match="m33:orig_country">
        <xsl:apply-templates select="." mode="renamed">
            <xsl:with-param name="to">origin_country</xsl:with-param>
        </xsl:apply-templates>
    </xsl:template>
    <!-- The code of a restriction and the notes on it are one text; notes alone stand for both. -->
    <xsl:template match="m33:import_restrictions">
        <xsl:variable name="notes" select="normalize-space(../m33:import_restrictions_notes)"/>
        <xsl:if test="normalize-space()">
            <import_restrictions>
                <xsl:value-of select="normalize-space()"/>
                <xsl:if test="$notes">
                    <xsl:value-of select="concat(': ', $notes)"/>
                </xsl:if>
            </import_restrictions>
        </xsl:if>
    </xsl:template>
    <xsl:template match="m33:import_restrictions_notes">
        <xsl:if test="not(normalize-space(../m33:import_restrictions))">
            <xsl:apply-templates select="." mode="renamed">
                <xsl:with-param name="to">import_restrictions</xsl:with-param>
            </xsl:apply-templates>
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
            <xsl:apply-templates select="m33:id" mode="renamed">
                <xsl:with-param name="to">number</xsl:with-param>
            </xsl:apply-templates>
            <xsl:apply-templates select="m33:name"/>
        </document>
    </xsl:template>

    <!-- Fields of the message that the canonical declaration has no member for are kept as named extra fields; those of
         a content piece as lines.<n>.<name>. Its type, index and highest index say nothing that the tree does not. -->
    <xsl:template name="extra-fields">
        <xsl:variable name="kept" select="m33:local_id_2 | m33:pid | m33:mail_state | m33:mail_state_remarks |
                                          m33:transport_date | m33:package_image_path |
                                          m33:package_image_source"/>
        <xsl:variable name="of-pieces" select="m33:content_pieces/m33:content_piece/*[self::m33:extra_fields or
                                               self::m33:revised_description or self::m33:revised_hs]"/>
        <xsl:if test="m33:extra_fields/m33:field[@name and normalize-space()] or $kept[normalize-space()] or
                      $of-pieces[normalize-space()]">
            <extra_fields>
                <xsl:apply-templates select="m33:extra_fields/m33:field" mode="extra"/>
                <xsl:apply-templates select="$kept" mode="extra"/>
                <xsl:if test="$of-pieces">
                    <xsl:for-each select="m33:content_pieces/m33:content_piece">
                        <xsl:variable name="before" select="concat('lines.', position(), '.')"/>
                        <xsl:apply-templates select="m33:revised_description | m33:revised_hs |
                                                     m33:extra_fields/m33:field" mode="extra">
                            <xsl:with-param name="before" select="$before"/>
                        </xsl:apply-templates>
                    </xsl:for-each>
                </xsl:if>
            </extra_fields>
        </xsl:if>
    </xsl:template>
    <xsl:template match="*" mode="extra">
        <xsl:param name="before"/>
        <xsl:if test="normalize-space()">
            <field name="{$before}{local-name()}">
                <xsl:value-of select="normalize-space()"/>
            </field>
        </xsl:if>
    </xsl:template>
    <xsl:template match="m33:field" mode="extra">
        <xsl:param name="before"/>
        <xsl:if test="@name and normalize-space()">
            <field name="{$before}{normalize-space(@name)}">
                <xsl:value-of select="normalize-space()"/>
            </field>
        </xsl:if>
    </xsl:template>
</xsl:stylesheet>
