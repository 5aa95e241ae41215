<?xml version="1.0" encoding="UTF-8"?>
<!--
    Makes an XSLT 1.0 stylesheet of a profile's rules.sch, which src/xml/schematron.cpp has checked and whose elements
    it gave a line each, and to rules the nodes of their contexts. That stylesheet turns a filing into <hits>: for each
    assertion that spoke its id and role, the steps to the node at fault, and the values of its text. Each pattern has a
    mode of its own; a rule's priority is its place, so the first one that fits a node takes it.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:out="urn:postern:stylesheet:1"
                xmlns:sch="http://purl.oclc.org/dsdl/schematron" xmlns:exsl="http://exslt.org/common"
                xmlns:str="http://exslt.org/strings" exclude-result-prefixes="sch exsl str">
    <xsl:namespace-alias stylesheet-prefix="out" result-prefix="xsl"/>
    <!-- Names of the profile's parameters, between blanks. -->
    <xsl:param name="parameters"/>

    <xsl:template match="/sch:schema">
        <!-- XSLT 1.0 cannot write a namespace declaration; it can copy one from an element that needs it. -->
        <xsl:variable name="prefixes">
            <xsl:for-each select="sch:ns">
                <xsl:element name="{@prefix}:needs" namespace="{@uri}"/>
            </xsl:for-each>
        </xsl:variable>
        <out:stylesheet version="1.0">
            <xsl:copy-of select="exsl:node-set($prefixes)/*/namespace::*[name() != 'xml']"/>
            <xsl:attribute name="exclude-result-prefixes">
                <xsl:for-each select="sch:ns"><xsl:value-of select="concat(@prefix, ' ')"/></xsl:for-each>
            </xsl:attribute>
            <xsl:for-each select="str:tokenize($parameters, ' ')"><out:param name="{.}"/></xsl:for-each>
            <xsl:apply-templates select="sch:let"/>
            <out:template match="/">
                <hits>
                    <xsl:for-each select="sch:pattern">
                        <out:call-template name="pattern-{position()}"/>
                    </xsl:for-each>
                </hits>
            </out:template>
            <xsl:apply-templates select="sch:pattern"/>
            <xsl:call-template name="place_of_a_node"/>
        </out:stylesheet>
    </xsl:template>

    <xsl:template match="sch:let">
        <out:variable name="{@name}" select="{@value}" line="{@line}"/>
    </xsl:template>

    <!-- The nodes that a rule of the pattern fits, each to the first of them; what the pattern worked out at the root is
         handed on. -->
    <xsl:template match="sch:pattern">
        <xsl:variable name="mode" select="concat('pattern-', count(preceding-sibling::sch:pattern) + 1)"/>
        <out:template name="{$mode}">
            <xsl:apply-templates select="sch:let"/>
            <out:apply-templates mode="{$mode}" line="{@line}">
                <xsl:attribute name="select">
                    <xsl:for-each select="sch:rule">
                        <xsl:if test="position() != 1"> | </xsl:if>
                        <xsl:value-of select="@nodes"/>
                    </xsl:for-each>
                </xsl:attribute>
                <xsl:apply-templates select="sch:let" mode="handed_on"/>
            </out:apply-templates>
        </out:template>
        <xsl:for-each select="sch:rule">
            <out:template match="{@context}" mode="{$mode}" priority="{last() - position() + 1}" line="{@line}">
                <xsl:apply-templates select="../sch:let" mode="taken"/>
                <xsl:apply-templates select="sch:let | sch:assert | sch:report"/>
            </out:template>
        </xsl:for-each>
    </xsl:template>

    <xsl:template match="sch:let" mode="handed_on">
        <out:with-param name="{@name}" select="${@name}"/>
    </xsl:template>
    <xsl:template match="sch:let" mode="taken">
        <out:param name="{@name}"/>
    </xsl:template>

    <xsl:template match="sch:assert">
        <out:if test="not({@test})" line="{@line}"><xsl:call-template name="hit"/></out:if>
    </xsl:template>
    <xsl:template match="sch:report">
        <out:if test="{@test}" line="{@line}"><xsl:call-template name="hit"/></out:if>
    </xsl:template>

    <xsl:template name="hit">
        <hit id="{@id}" role="{@role}">
            <xsl:choose>
                <xsl:when test="@subject">
                    <xsl:call-template name="subject">
                        <xsl:with-param name="path" select="string(@subject)"/>
                    </xsl:call-template>
                </xsl:when>
                <xsl:otherwise><out:call-template name="place"/></xsl:otherwise>
            </xsl:choose>
            <xsl:for-each select="sch:value-of">
                <value><out:value-of select="{@select}" line="{@line}"/></value>
            </xsl:for-each>
        </hit>
    </xsl:template>

    <!-- The subject, or the nearest part of its path that is there with the missing steps behind. -->
    <xsl:template name="subject">
        <xsl:param name="path"/>
        <xsl:param name="missing" select="''"/>
        <xsl:variable name="last" select="str:tokenize($path, '/')[last()]"/>
        <xsl:variable name="before" select="substring($path, 1, string-length($path) - string-length($last) - 1)"/>
        <xsl:variable name="nearer">
            <xsl:if test="$before = '' and starts-with($path, '/')">/</xsl:if>
            <xsl:value-of select="$before"/>
        </xsl:variable>
        <xsl:choose>
            <xsl:when test="$path = '' or $path = '/'">
                <out:for-each>
                    <xsl:attribute name="select">
                        <xsl:if test="$path = ''">.</xsl:if>
                        <xsl:value-of select="$path"/>
                    </xsl:attribute>
                    <out:call-template name="place"/>
                </out:for-each>
                <xsl:call-template name="missing_steps"><xsl:with-param name="path" select="$missing"/></xsl:call-template>
            </xsl:when>
            <xsl:otherwise>
                <out:choose>
                    <out:when test="{$path}">
                        <out:for-each select="({$path})[1]"><out:call-template name="place"/></out:for-each>
                        <xsl:call-template name="missing_steps">
                            <xsl:with-param name="path" select="$missing"/>
                        </xsl:call-template>
                    </out:when>
                    <out:otherwise>
                        <xsl:call-template name="subject">
                            <xsl:with-param name="path" select="string($nearer)"/>
                            <xsl:with-param name="missing" select="concat($last, '/', $missing)"/>
                        </xsl:call-template>
                    </out:otherwise>
                </out:choose>
            </xsl:otherwise>
        </xsl:choose>
    </xsl:template>

    <xsl:template name="missing_steps">
        <xsl:param name="path"/>
        <xsl:for-each select="str:tokenize($path, '/')[. != '..']">
            <xsl:variable name="name" select="translate(., '@', '')"/>
            <step no="0">
                <xsl:attribute name="name">
                    <xsl:if test="not(contains($name, ':'))"><xsl:value-of select="$name"/></xsl:if>
                    <xsl:value-of select="substring-after($name, ':')"/>
                </xsl:attribute>
            </step>
        </xsl:for-each>
    </xsl:template>

    <xsl:template name="place_of_a_node">
        <out:template name="place">
            <out:for-each select="ancestor-or-self::*">
                <!-- counted by the engine itself: among hundreds of lines an expression would pass the limit -->
                <step name="{{local-name()}}"><out:attribute name="no"><out:number/></out:attribute></step>
            </out:for-each>
            <!-- an attribute: neither an element nor one of the kinds without a name -->
            <out:if test="parent::* and not(self::*) and local-name() != ''">
                <step name="{{local-name()}}" no="1"/>
            </out:if>
        </out:template>
    </xsl:template>
</xsl:stylesheet>
