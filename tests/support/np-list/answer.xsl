<?xml version="1.0" encoding="UTF-8"?>
<!-- The made-up receipt: of a list, or of some of its rows. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:postern:answer:1">
    <xsl:template match="/receipt">
        <answer>
            <xsl:if test="@state"><event reference="{@list}" state="{@state}"/></xsl:if>
            <xsl:for-each select="row"><event reference="{../@list}" row="{@no}" state="{@state}"/></xsl:for-each>
        </answer>
    </xsl:template>
</xsl:stylesheet>
