<?xml version="1.0" encoding="UTF-8"?>
<!-- A SAD that customs exported again is read as the whole family's is. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
    <xsl:import href="../families/asycuda-world/answer.xsl"/>
</xsl:stylesheet>
