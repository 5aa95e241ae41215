<?xml version="1.0" encoding="UTF-8"?>
<!-- Nepal's SAD is the family's: what is national stands in profile.xml and codes/. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
    <xsl:import href="../families/asycuda-world/declaration.xsl"/>
</xsl:stylesheet>
