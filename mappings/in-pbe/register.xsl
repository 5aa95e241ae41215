<?xml version="1.0" encoding="UTF-8"?>
<!-- One exporter's parcels in one bill: what is the same for all of them stands once. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:r="urn:postern:register:1"
                xmlns:p="urn:postern:functions:1" xmlns:b="urn:postern:pbe:1" xmlns="urn:postern:pbe:1"
                exclude-result-prefixes="r p b">
    <xsl:output method="xml" encoding="UTF-8" indent="no"/>
    <xsl:param name="date_pattern"/>
    <xsl:param name="foreign_post_office"/>

    <xsl:template match="/r:register">
        <bill number="{@reference}" form="{r:row[1]/b:parcel/@group}">
            <date><xsl:value-of select="p:date(@lodged-on, $date_pattern)"/></date>
            <office><xsl:value-of select="$foreign_post_office"/></office>
            <xsl:copy-of select="r:row[1]/b:parcel/b:exporter"/>
            <parcels><xsl:value-of select="count(r:row)"/></parcels>
            <gross_weight><xsl:value-of select="p:plain(p:sum(r:row/b:parcel/b:gross_weight))"/></gross_weight>
            <value_in_rupees>
                <xsl:value-of select="p:plain(p:sum(r:row/b:parcel/b:article/b:value_in_rupees))"/>
            </value_in_rupees>
            <xsl:for-each select="r:row">
                <parcel no="{@number}" reference="{@reference}">
                    <xsl:copy-of select="b:parcel/*[not(self::b:exporter)]"/>
                </parcel>
            </xsl:for-each>
        </bill>
    </xsl:template>
</xsl:stylesheet>
