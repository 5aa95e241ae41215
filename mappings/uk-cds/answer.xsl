<?xml version="1.0" encoding="UTF-8"?>
<!--
    A notification of the Customs Declaration Service becomes a neutral answer of one event. Its function code says what
    happened (codes/function_codes.csv); errors keep their pointers as sections and tags of the WCO Data Model, with the
    number of the goods item where the notification gives it: "42A/67A/68A[2]/23A/137".
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:postern:answer:1"
                xmlns:md="urn:wco:datamodel:WCO:DocumentMetaData-DMS:2" xmlns:res="urn:wco:datamodel:WCO:RES-DMS:2"
                xmlns:ds="urn:wco:datamodel:WCO:Response_DS:DMS:2" xmlns:p="urn:postern:functions:1"
                exclude-result-prefixes="md res ds p">
    <xsl:output method="xml" encoding="UTF-8" indent="no"/>

    <xsl:param name="statistical_currency"/>

    <xsl:variable name="response" select="/md:MetaData/res:Response"/>
    <xsl:variable name="declaration" select="$response/res:Declaration"/>
    <xsl:variable name="function" select="normalize-space($response/res:FunctionCode)"/>
    <!-- with the name code that tells its kinds apart, where the table knows them apart: 11-39 granted, 11-41 denied -->
    <xsl:variable name="kind" select="concat($function, '-', normalize-space($response/res:Status/res:NameCode))"/>
    <xsl:variable name="code">
        <xsl:choose>
            <xsl:when test="p:has-code('function_codes', $kind)"><xsl:value-of select="$kind"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="$function"/></xsl:otherwise>
        </xsl:choose>
    </xsl:variable>
    <xsl:variable name="known" select="p:has-code('function_codes', string($code))"/>

    <xsl:template match="/">
        <answer>
            <xsl:if test="normalize-space($response/res:FunctionalReferenceID) != ''">
                <xsl:attribute name="id">
                    <xsl:value-of select="normalize-space($response/res:FunctionalReferenceID)"/>
                </xsl:attribute>
            </xsl:if>
            <xsl:if test="$response">
                <event reference="{normalize-space($declaration/res:FunctionalReferenceID)}">
                    <xsl:attribute name="state"><xsl:call-template name="state"/></xsl:attribute>
                    <xsl:call-template name="when"/>
                    <xsl:attribute name="reason"><xsl:call-template name="reason"/></xsl:attribute>
                    <xsl:if test="normalize-space($declaration/res:ID) != ''">
                        <xsl:attribute name="number">
                            <xsl:value-of select="normalize-space($declaration/res:ID)"/>
                        </xsl:attribute>
                    </xsl:if>
                    <xsl:apply-templates select="$response/res:Error"/>
                    <xsl:apply-templates select="$declaration//res:DutyTaxFee[res:Payment/res:PaymentAmount]"/>
                    <xsl:if test="not($known)"><unknown>FunctionCode</unknown></xsl:if>
                </event>
            </xsl:if>
        </answer>
    </xsl:template>

    <!-- A rejection whose only error is that the goods never came is the end by time. -->
    <xsl:template name="state">
        <xsl:variable name="errors" select="$response/res:Error"/>
        <xsl:choose>
            <xsl:when test="not($known)">UNKNOWN</xsl:when>
            <xsl:when test="p:code('function_codes', string($code)) = 'REJECTED' and count($errors) = 1 and
                            p:has-code('expiry_errors', normalize-space($errors/res:ValidationCode))">EXPIRED</xsl:when>
            <xsl:otherwise><xsl:value-of select="p:code('function_codes', string($code))"/></xsl:otherwise>
        </xsl:choose>
    </xsl:template>

    <!-- The function code, with the name code where there is one. -->
    <xsl:template name="reason">
        <xsl:value-of select="$function"/>
        <xsl:if test="normalize-space($response/res:Status/res:NameCode) != ''">
            <xsl:value-of select="concat('-', normalize-space($response/res:Status/res:NameCode))"/>
        </xsl:if>
    </xsl:template>

    <!-- The moment of the fact itself where it is given, else of the notification. -->
    <xsl:template name="when">
        <xsl:variable name="moment"
                      select="normalize-space(($declaration/res:AcceptanceDateTime[$function = '01'] |
                                               $declaration/res:RejectionDateTime | $declaration/res:CancellationDateTime |
                                               $response/res:Status/res:EffectiveDateTime |
                                               $response/res:IssueDateTime[not($declaration/res:AcceptanceDateTime
                                                   [$function = '01'] or $declaration/res:RejectionDateTime or
                                                   $declaration/res:CancellationDateTime or
                                                   $response/res:Status/res:EffectiveDateTime)])[1]/ds:DateTimeString)"/>
        <xsl:variable name="zone" select="substring($moment, 15)"/>
        <xsl:variable name="offset">
            <xsl:choose>
                <xsl:when test="$zone = 'Z' or $zone = ''">Z</xsl:when>
                <xsl:when test="string-length($zone) = 3"><xsl:value-of select="concat($zone, ':00')"/></xsl:when>
                <xsl:otherwise>
                    <xsl:value-of select="concat(substring($zone, 1, 3), ':', substring($zone, 4))"/>
                </xsl:otherwise>
            </xsl:choose>
        </xsl:variable>
        <xsl:if test="translate(substring($moment, 1, 14), '123456789', '000000000') = '00000000000000'">
            <xsl:attribute name="when">
                <xsl:value-of select="concat(substring($moment, 1, 4), '-', substring($moment, 5, 2), '-',
                                             substring($moment, 7, 2), 'T', substring($moment, 9, 2), ':',
                                             substring($moment, 11, 2), ':', substring($moment, 13, 2), $offset)"/>
            </xsl:attribute>
        </xsl:if>
    </xsl:template>

    <xsl:template match="res:Error">
        <error>
            <code><xsl:value-of select="normalize-space(res:ValidationCode)"/></code>
            <xsl:if test="res:Pointer">
                <pointer>
                    <xsl:for-each select="res:Pointer">
                        <xsl:if test="position() &gt; 1">/</xsl:if>
                        <xsl:value-of select="normalize-space(res:DocumentSectionCode)"/>
                        <xsl:if test="res:SequenceNumeric">
                            <xsl:value-of select="concat('[', normalize-space(res:SequenceNumeric), ']')"/>
                        </xsl:if>
                        <xsl:if test="res:TagID"><xsl:value-of select="concat('/', normalize-space(res:TagID))"/></xsl:if>
                    </xsl:for-each>
                </pointer>
            </xsl:if>
            <xsl:if test="normalize-space(res:Description) != ''">
                <text><xsl:value-of select="substring(normalize-space(res:Description), 1, 512)"/></text>
            </xsl:if>
        </error>
    </xsl:template>

    <xsl:template match="res:DutyTaxFee">
        <tax>
            <type>
                <xsl:choose>
                    <xsl:when test="normalize-space(res:TypeCode) != ''">
                        <xsl:value-of select="normalize-space(res:TypeCode)"/>
                    </xsl:when>
                    <xsl:otherwise>payment</xsl:otherwise>
                </xsl:choose>
            </type>
            <amount>
                <!-- some notifications name no currency: then it is the authority's own -->
                <xsl:attribute name="currency">
                    <xsl:choose>
                        <xsl:when test="res:Payment/res:PaymentAmount/@currencyID">
                            <xsl:value-of select="res:Payment/res:PaymentAmount/@currencyID"/>
                        </xsl:when>
                        <xsl:otherwise><xsl:value-of select="$statistical_currency"/></xsl:otherwise>
                    </xsl:choose>
                </xsl:attribute>
                <xsl:value-of select="normalize-space(res:Payment/res:PaymentAmount)"/>
            </amount>
        </tax>
    </xsl:template>
</xsl:stylesheet>
