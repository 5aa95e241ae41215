<?xml version="1.0" encoding="UTF-8"?>
<!-- Many items. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:example:list"
                xmlns:l="urn:example:list" xmlns:r="urn:postern:register:1" xmlns:p="urn:postern:functions:1"
                exclude-result-prefixes="r p l">
    <xsl:template match="/r:register">
        <list id="{@reference}" version="{@version}" to="{@together}" mode="{@mode}" kg="{p:sum(r:row/l:item/l:kg)}">
            <xsl:for-each select="r:row">
                <item no="{@number}" why="{@why}"><xsl:copy-of select="l:item/*"/></item>
            </xsl:for-each>
        </list>
    </xsl:template>
</xsl:stylesheet>
