<?xml version="1.0" encoding="UTF-8"?>
<!-- A filing as parts with keys: everything that a CN 23 says of one item. What is not known has no part. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:f="urn:postern:filing:1"
                xmlns:d="urn:postern:declaration:1" xmlns:p="urn:postern:functions:1" exclude-result-prefixes="f d p">
    <xsl:template match="f:filing" mode="parts">
        <xsl:variable name="declaration" select="d:declaration"/>
        <e key="item">
            <xsl:call-template name="part"><xsl:with-param name="key">item.id</xsl:with-param><xsl:with-param name="value" select="@item-id"/></xsl:call-template>
            <e key="item.type"><xsl:value-of select="p:code('item_types', 'mail')"/></e>
            <xsl:apply-templates select="$declaration/*" mode="parts"/>
            <e key="item.max_index"><xsl:value-of select="count($declaration/d:lines/d:line)"/></e>
        </e>
    </xsl:template>

    <xsl:template match="d:sender_reference | d:form | d:mail_class | d:mail_category | d:mail_subclass | d:handling_class | d:origin_operator |
                         d:destination_operator | d:office_of_origin | d:posting_date | d:nature_explanation |
                         d:gross_weight_kg | d:transport_mode | d:comments | d:claim" mode="parts">
        <xsl:call-template name="part">
            <xsl:with-param name="key" select="concat('item.', local-name())"/>
            <xsl:with-param name="value" select="."/>
        </xsl:call-template>
    </xsl:template>

    <xsl:template match="d:natures" mode="parts">
        <xsl:for-each select="d:nature"><e key="item.nature"><xsl:value-of select="."/></e></xsl:for-each>
    </xsl:template>

    <xsl:template match="d:total_value | d:postage | d:shipping_charged | d:insured_value" mode="parts">
        <e key="item.{local-name()}">
            <e key="amount"><xsl:value-of select="."/></e>
            <xsl:if test="@currency"><e key="currency"><xsl:value-of select="@currency"/></e></xsl:if>
        </e>
    </xsl:template>

    <xsl:template match="d:sender | d:addressee | d:importer" mode="parts">
        <e key="{local-name()}">
            <xsl:for-each select="d:name | d:first_name | d:last_name | d:business | d:postcode | d:city | d:subdivision |
                                  d:country | d:telephone | d:fax | d:email">
                <e key="party.{local-name()}"><xsl:value-of select="."/></e>
            </xsl:for-each>
            <xsl:apply-templates select="d:address_lines | d:numbers" mode="parts"/>
        </e>
    </xsl:template>

    <!-- Two lines of address are known to all. Of more, as many as fit stand in the first, the rest in the second. -->
    <xsl:variable name="address_length" select="70"/>
    <xsl:template match="d:address_lines" mode="parts">
        <xsl:variable name="many" select="count(d:line) &gt; 2"/>
        <xsl:variable name="in_first">
            <xsl:choose>
                <xsl:when test="$many"><xsl:call-template name="fitting"/></xsl:when>
                <xsl:otherwise>1</xsl:otherwise>
            </xsl:choose>
        </xsl:variable>
        <xsl:variable name="rest">
            <xsl:call-template name="joined">
                <xsl:with-param name="lines" select="d:line[position() &gt; $in_first]"/>
            </xsl:call-template>
        </xsl:variable>
        <xsl:if test="d:line">
            <e key="party.address_1">
                <xsl:call-template name="joined">
                    <xsl:with-param name="lines" select="d:line[position() &lt;= $in_first]"/>
                </xsl:call-template>
            </e>
        </xsl:if>
        <xsl:if test="string-length($rest) &gt; $address_length">
            <xsl:value-of select="p:finding('TEXT-CUT', concat(local-name(..), '.address_lines'), 0)"/>
        </xsl:if>
        <xsl:if test="$rest != ''">
            <e key="party.address_2"><xsl:value-of select="normalize-space(substring($rest, 1, $address_length))"/></e>
        </xsl:if>
    </xsl:template>
    <!-- How many lines fit into one, so that there is one left. -->
    <xsl:template name="fitting">
        <xsl:param name="count" select="1"/>
        <xsl:variable name="more">
            <xsl:call-template name="joined">
                <xsl:with-param name="lines" select="d:line[position() &lt;= $count + 1]"/>
            </xsl:call-template>
        </xsl:variable>
        <xsl:choose>
            <xsl:when test="$count + 1 &lt; count(d:line) and string-length($more) &lt;= $address_length">
                <xsl:call-template name="fitting"><xsl:with-param name="count" select="$count + 1"/></xsl:call-template>
            </xsl:when>
            <xsl:otherwise><xsl:value-of select="$count"/></xsl:otherwise>
        </xsl:choose>
    </xsl:template>
    <xsl:template name="joined">
        <xsl:param name="lines"/>
        <xsl:for-each select="$lines">
            <xsl:if test="position() &gt; 1">, </xsl:if>
            <xsl:value-of select="."/>
        </xsl:for-each>
    </xsl:template>

    <xsl:template match="d:numbers" mode="parts">
        <xsl:call-template name="numbers"><xsl:with-param name="numbers" select="d:number"/></xsl:call-template>
    </xsl:template>
    <xsl:template name="numbers">
        <xsl:param name="numbers"/>
        <xsl:if test="$numbers">
            <e key="party.numbers">
                <xsl:for-each select="$numbers[position() &lt;= 20]">
                    <e key="party.number"><xsl:copy-of select="@scheme | @side"/><xsl:value-of select="."/></e>
                </xsl:for-each>
            </e>
        </xsl:if>
    </xsl:template>

    <xsl:template match="d:lines" mode="parts">
        <e key="pieces"><xsl:apply-templates select="d:line" mode="parts"/></e>
    </xsl:template>

    <xsl:template match="d:lines/d:line" mode="parts">
        <xsl:variable name="no" select="count(preceding-sibling::d:line) + 1"/>
        <e key="piece">
            <e key="piece.index"><xsl:value-of select="$no"/></e>
            <xsl:for-each select="d:descriptions/d:description">
                <e key="piece.description"><xsl:copy-of select="@xml:lang"/><xsl:value-of select="."/></e>
            </xsl:for-each>
            <xsl:for-each select="d:quantity | d:quantity_unit | d:net_weight_kg | d:unit_weight_kg | d:line_value | d:unit_value | d:currency |
                                  d:hs_code | d:origin_country">
                <e key="piece.{local-name()}"><xsl:value-of select="."/></e>
            </xsl:for-each>
            <xsl:apply-templates select="d:import_restrictions" mode="parts"/>
        </e>
    </xsl:template>

    <!-- A code and the notes on it, as they are read: "code: notes". -->
    <xsl:variable name="note_length" select="512"/>
    <xsl:template match="d:import_restrictions" mode="parts">
        <xsl:variable name="code" select="substring-before(., ': ')"/>
        <xsl:variable name="has_code" select="$code != '' and string-length($code) &lt;= $note_length and
                                              string-length(substring-after(., ': ')) &lt;= $note_length"/>
        <xsl:choose>
            <xsl:when test="$has_code">
                <e key="piece.restrictions"><xsl:value-of select="$code"/></e>
                <e key="piece.restrictions_notes"><xsl:value-of select="substring-after(., ': ')"/></e>
            </xsl:when>
            <xsl:otherwise>
                <xsl:if test="string-length(.) &gt; $note_length">
                    <xsl:value-of select="p:finding('TEXT-CUT', 'lines.import_restrictions',
                                                    count(../preceding-sibling::d:line) + 1)"/>
                </xsl:if>
                <e key="piece.restrictions"><xsl:value-of select="normalize-space(substring(., 1, $note_length))"/></e>
            </xsl:otherwise>
        </xsl:choose>
    </xsl:template>

    <xsl:template match="d:documents" mode="parts">
        <xsl:if test="d:document">
            <e key="documents">
                <xsl:for-each select="d:document[position() &lt;= 99]">
                    <e key="document">
                        <xsl:if test="d:number"><e key="document.number"><xsl:value-of select="d:number"/></e></xsl:if>
                        <xsl:if test="d:name"><e key="document.name"><xsl:value-of select="d:name"/></e></xsl:if>
                        <e key="document.kind"><xsl:value-of select="@kind"/></e>
                    </e>
                </xsl:for-each>
            </e>
        </xsl:if>
    </xsl:template>

    <xsl:template match="d:certification | d:representation | d:non_delivery" mode="parts">
        <xsl:variable name="key" select="local-name()"/>
        <xsl:if test="*">
            <e key="{$key}">
                <xsl:for-each select="*"><e key="{$key}.{local-name()}"><xsl:value-of select="."/></e></xsl:for-each>
            </e>
        </xsl:if>
    </xsl:template>

    <xsl:template match="d:duties_prepaid" mode="parts">
        <e key="duties_prepaid">
            <xsl:for-each select="d:terms | d:provider | d:reference | d:at">
                <e key="duties_prepaid.{local-name()}"><xsl:value-of select="."/></e>
            </xsl:for-each>
            <xsl:if test="d:amounts/d:amount">
                <e key="duties_prepaid.amounts">
                    <xsl:for-each select="d:amounts/d:amount">
                        <e key="duties_prepaid.amount"><xsl:copy-of select="@kind | @currency"/><xsl:value-of select="."/></e>
                    </xsl:for-each>
                </e>
            </xsl:if>
        </e>
    </xsl:template>

    <xsl:template match="*" mode="parts" priority="-1"/>

    <xsl:template name="part">
        <xsl:param name="key"/>
        <xsl:param name="value"/>
        <xsl:if test="normalize-space($value) != ''"><e key="{$key}"><xsl:value-of select="$value"/></e></xsl:if>
    </xsl:template>
</xsl:stylesheet>
