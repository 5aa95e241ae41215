<?xml version="1.0" encoding="UTF-8"?>
<!-- One item. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:example:list"
                xmlns:f="urn:postern:filing:1" xmlns:d="urn:postern:declaration:1" exclude-result-prefixes="f d">
    <xsl:template match="/f:filing">
        <item>
            <id><xsl:value-of select="@reference"/></id>
            <what><xsl:value-of select="substring(d:declaration/d:lines/d:line[1]/d:descriptions/d:description[1], 1, 60)"/></what>
            <kg><xsl:value-of select="d:declaration/d:gross_weight_kg"/></kg>
        </item>
    </xsl:template>
</xsl:stylesheet>
