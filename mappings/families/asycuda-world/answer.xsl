<?xml version="1.0" encoding="UTF-8"?>
<!--
    A SAD exported again by customs becomes a neutral answer. The file carries no state, but its parts are filled in as
    the declaration goes on, so it proves everything that has happened: each fact is an event with its own date. A date
    has no time here, so it is the first minute of that day where the authority is, and says that only the day is known.
    README.md says which part proves what. A file that proves nothing gives an empty answer, which is refused.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:postern:answer:1"
                xmlns:p="urn:postern:functions:1" exclude-result-prefixes="p">
    <xsl:output method="xml" encoding="UTF-8" indent="no"/>
    <xsl:param name="date_pattern"/>
    <xsl:param name="utc_offset"/>
    <xsl:param name="national_currency"/>

    <xsl:variable name="sad" select="/ASYCUDA"/>
    <xsl:variable name="identification" select="$sad/Identification"/>
    <xsl:variable name="exit" select="$sad/Export_release"/>
    <xsl:variable name="registered" select="normalize-space($identification/Registration/Number) != ''"/>
    <xsl:variable name="assessed" select="normalize-space($identification/Assessment/Number) != ''"/>
    <xsl:variable name="paid" select="normalize-space($identification/receipt/Number) != ''"/>
    <xsl:variable name="exited" select="normalize-space($exit/Date_of_exit) != ''"/>
    <!-- What customs asks for: its own total, else the sum of what it says of the items. -->
    <xsl:variable name="item_taxes" select="$sad/Item/Taxation/Item_taxes_amount[normalize-space() != '']"/>
    <xsl:variable name="amount_due">
        <xsl:choose>
            <xsl:when test="normalize-space($sad/Financial/Amounts/Totals_taxes) != ''">
                <xsl:value-of select="normalize-space($sad/Financial/Amounts/Totals_taxes)"/>
            </xsl:when>
            <xsl:otherwise><xsl:value-of select="p:sum($item_taxes)"/></xsl:otherwise>
        </xsl:choose>
    </xsl:variable>
    <xsl:variable name="is_due" select="p:compare($amount_due, '0') = '1'"/>
    <xsl:variable name="lane" select="translate(normalize-space($sad/Selectivity/Lane), 'abcdefghijklmnopqrstuvwxyz',
                                               'ABCDEFGHIJKLMNOPQRSTUVWXYZ')"/>

    <xsl:template match="/">
        <answer>
            <xsl:if test="$registered">
                <xsl:call-template name="event">
                    <xsl:with-param name="state">ACCEPTED</xsl:with-param>
                    <xsl:with-param name="day" select="$identification/Registration/Date"/>
                    <xsl:with-param name="register" select="$identification/Registration"/>
                </xsl:call-template>
            </xsl:if>
            <xsl:if test="$assessed">
                <xsl:call-template name="event">
                    <xsl:with-param name="state">
                        <xsl:choose>
                            <xsl:when test="$is_due">PAYMENT_DUE</xsl:when>
                            <xsl:otherwise>UNDER_ASSESSMENT</xsl:otherwise>
                        </xsl:choose>
                    </xsl:with-param>
                    <xsl:with-param name="day" select="$identification/Assessment/Date"/>
                    <xsl:with-param name="register" select="$identification/Assessment"/>
                    <xsl:with-param name="taxes"
                                    select="$sad/Item/Taxation/Taxation_line[p:compare(Duty_tax_amount, '0') = '1']"/>
                </xsl:call-template>
            </xsl:if>
            <xsl:if test="$paid">
                <xsl:call-template name="event">
                    <xsl:with-param name="state">PAID</xsl:with-param>
                    <xsl:with-param name="day" select="$identification/receipt/Date"/>
                    <xsl:with-param name="register" select="$identification/receipt"/>
                </xsl:call-template>
            </xsl:if>
            <xsl:call-template name="selectivity"/>
            <xsl:call-template name="exit"/>
        </answer>
    </xsl:template>

    <!-- A lane releases only what is assessed and owes nothing; the lanes of control say so at once. -->
    <xsl:template name="selectivity">
        <xsl:variable name="known" select="$lane != '' and p:has-code('lanes', $lane)"/>
        <xsl:variable name="state">
            <xsl:if test="$known"><xsl:value-of select="p:code('lanes', $lane)"/></xsl:if>
        </xsl:variable>
        <xsl:if test="$known and ($state != 'RELEASED' or ($assessed and ($paid or not($is_due))))">
            <xsl:call-template name="event">
                <xsl:with-param name="state" select="$state"/>
                <xsl:with-param name="day" select="$sad/Selectivity/Date"/>
                <xsl:with-param name="lane" select="p:code('lanes', $lane, 'name')"/>
            </xsl:call-template>
        </xsl:if>
        <xsl:if test="$lane != '' and not($known)">
            <xsl:call-template name="event">
                <xsl:with-param name="state">UNKNOWN</xsl:with-param>
                <xsl:with-param name="day" select="$sad/Selectivity/Date"/>
                <xsl:with-param name="unknown">Selectivity/Lane</xsl:with-param>
            </xsl:call-template>
        </xsl:if>
    </xsl:template>

    <!-- An exit paper without a date of exit is the leave to go, unless a lane has told it; with it, they are gone. -->
    <xsl:template name="exit">
        <xsl:variable name="reference" select="normalize-space($exit/Exit_reference)"/>
        <xsl:choose>
            <xsl:when test="$exited">
                <xsl:call-template name="event">
                    <xsl:with-param name="state">EXITED</xsl:with-param>
                    <xsl:with-param name="day" select="$exit/Date_of_exit"/>
                    <xsl:with-param name="time" select="normalize-space($exit/Time_of_exit)"/>
                    <xsl:with-param name="number" select="$reference"/>
                </xsl:call-template>
            </xsl:when>
            <xsl:when test="$reference != '' and $lane = ''">
                <xsl:call-template name="event">
                    <xsl:with-param name="state">RELEASED</xsl:with-param>
                    <xsl:with-param name="number" select="$reference"/>
                </xsl:call-template>
            </xsl:when>
        </xsl:choose>
    </xsl:template>

    <xsl:template name="event">
        <xsl:param name="state"/>
        <xsl:param name="day"/>
        <xsl:param name="time"/>
        <xsl:param name="lane"/>
        <xsl:param name="register" select="/.."/>
        <xsl:param name="number" select="normalize-space(concat($register/Serial_number, ' ', $register/Number))"/>
        <xsl:param name="taxes" select="/.."/>
        <xsl:param name="unknown"/>
        <event reference="{normalize-space($sad/Declarant/Reference/Number)}" state="{normalize-space($state)}">
            <xsl:call-template name="when">
                <xsl:with-param name="day" select="p:iso-date(normalize-space($day), $date_pattern)"/>
                <xsl:with-param name="time" select="$time"/>
            </xsl:call-template>
            <xsl:if test="$lane != ''">
                <xsl:attribute name="lane"><xsl:value-of select="$lane"/></xsl:attribute>
            </xsl:if>
            <xsl:if test="$number != ''">
                <xsl:attribute name="number"><xsl:value-of select="$number"/></xsl:attribute>
            </xsl:if>
            <xsl:for-each select="$taxes">
                <tax>
                    <type><xsl:value-of select="normalize-space(Duty_tax_code)"/></type>
                    <amount currency="{$national_currency}">
                        <xsl:value-of select="normalize-space(Duty_tax_amount)"/>
                    </amount>
                </tax>
            </xsl:for-each>
            <xsl:if test="$unknown != ''"><unknown><xsl:value-of select="$unknown"/></unknown></xsl:if>
            <!-- a date that is there and is none by the pattern: the receipt counts, and it is said -->
            <xsl:if test="normalize-space($day) != '' and p:iso-date(normalize-space($day), $date_pattern) = ''">
                <unknown><xsl:value-of select="concat(name($day/..), '/', name($day))"/></unknown>
            </xsl:if>
        </event>
    </xsl:template>

    <!-- To the second where a time is given as hours, minutes and perhaps seconds. -->
    <xsl:template name="when">
        <xsl:param name="day"/>
        <xsl:param name="time"/>
        <xsl:variable name="shape" select="translate($time, '123456789', '000000000')"/>
        <xsl:choose>
            <xsl:when test="$day = ''"/>
            <xsl:when test="$shape = '00:00:00'">
                <xsl:attribute name="when">
                    <xsl:value-of select="concat($day, 'T', $time, $utc_offset)"/>
                </xsl:attribute>
            </xsl:when>
            <xsl:when test="$shape = '00:00'">
                <xsl:attribute name="when">
                    <xsl:value-of select="concat($day, 'T', $time, ':00', $utc_offset)"/>
                </xsl:attribute>
            </xsl:when>
            <xsl:otherwise>
                <xsl:attribute name="when">
                    <xsl:value-of select="concat($day, 'T00:00:00', $utc_offset)"/>
                </xsl:attribute>
                <xsl:attribute name="precision">day</xsl:attribute>
            </xsl:otherwise>
        </xsl:choose>
    </xsl:template>
</xsl:stylesheet>
