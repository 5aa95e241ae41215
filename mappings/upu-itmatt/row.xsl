<?xml version="1.0" encoding="UTF-8"?>
<!-- The item as parts with keys; they get their names with the message. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:f="urn:postern:filing:1"
                exclude-result-prefixes="f">
    <xsl:import href="../families/upu/item.xsl"/>
    <xsl:output method="xml" encoding="UTF-8" indent="no"/>

    <xsl:template match="/"><xsl:apply-templates select="f:filing" mode="parts"/></xsl:template>
</xsl:stylesheet>
