/// Answers in the odd forms that the service's documentation and recordings have.
extension AnswerTests {
    static let answers = customers + mail + delivery + apps + account + billing + mirrored

    /// An XML document declared as, and written in, ISO-8859-1.
    private static func latin(_ xml: String) -> [UInt8] {
        Array("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n".utf8)
            + xml.unicodeScalars.map { $0.value < 256 ? UInt8($0.value) : UInt8(ascii: "?") }
    }

    private static let customers = [
        Pair(
            "customer.list", "Latin letters",
            json:
                #"[{"username":"a","first_name":"Andr\u00e9","last_name":"\u00d8stby","city":"M\u00fcnchen","active":"false"}]"#,
            bytes: latin(
                "<users><user><username>a</username><first_name>Andr\u{E9}</first_name><last_name>\u{D8}stby</last_name>"
                    + "<city>M\u{FC}nchen</city><active>false</active></user></users>")),
        Pair(
            "customer.list", "one customer without its list",
            json: #"{"username":"a","active":1,"zip":1234,"website_access":"1","phone":5550100}"#,
            xml: "<user><username>a</username><active>1</active><zip>1234</zip><website_access>1</website_access>"
                + "<phone>5550100</phone></user>"),
        Pair(
            "customer.list", "a list in its names",
            json: #"{"users":[{"username":"a","email":"a@x.example"},{"username":"b","email":"b@x.example"}]}"#,
            xml: "<users><user><username>a</username><email>a@x.example</email></user>"
                + "<user><username>b</username><email>b@x.example</email></user></users>"),
        Pair(
            "customer.list", "names around the one",
            json: #"{"users":{"user":{"username":"007","zip":"00501","country":"US"}}}"#,
            xml:
                "\u{FEFF}<?xml version='1.0' encoding='UTF-8' standalone='yes'?><!-- made today -->\n<users>\n<user id=\"3\">"
                + "<username>007</username><zip>00501</zip><country>US</country></user></users>"),
        Pair(
            "customer.list", "fields that nobody knows",
            json:
                #"[{"username":"a","plan":{"name":"x","seats":"5"},"tags":["p","q"],"credits":"12","created":"2012-05-01 10:11:12"}]"#,
            xml: "<users><user><username>a</username><plan><name>x</name><seats>5</seats></plan>"
                + "<tags><tag>p</tag><tag>q</tag></tags><credits>12</credits><created>2012-05-01 10:11:12</created>"
                + "</user></users>"),
        Pair(
            "customer.list", "markup in values",
            json: #"[{"username":"a","address":"<b>1 & 2<\/b> \"x\"","city":"a'b","state":"&amp;"}]"#,
            xml: "<users><user><username>a</username><address><![CDATA[<b>1 & 2</b> \"x\"]]></address>"
                + "<city>a&apos;b</city><state>&amp;amp;</state></user></users>"),
        Pair(
            "customer.list", "beyond the first plane", json: #"[{"username":"a","city":"\ud83d\ude00 \u4e2d"}]"#,
            xml: "<users><user><username>a</username><city>&#x1F600; &#20013;</city></user></users>"),
    ]

    private static let mail = [
        Pair(
            "stats.daily", "numbers as texts, of old",
            json:
                #"{"stats":[{"date":"2009-06-20","requests":"12342","bounces":"12","clicks":"10223","opens":"9992","spamreports":"5"},"#
                + #"{"date":"2009-06-21","requests":32342,"bounces":0,"clicks":14323,"opens":10995,"spamreports":0}]}"#,
            xml:
                "<stats><day><date>2009-06-20</date><requests>12342</requests><bounces>12</bounces><clicks>10223</clicks>"
                + "<opens>9992</opens><spamreports>5</spamreports></day><day><date>2009-06-21</date>"
                + "<requests>32342</requests><bounces>0</bounces><clicks>14323</clicks><opens>10995</opens>"
                + "<spamreports>0</spamreports></day></stats>"),
        Pair(
            "stats.daily", "counts that nobody knows",
            json: #"[{"date":"2026-06-20","requests":1,"deferred":"17","unique_bounces":"2"}]"#,
            xml: "<stats><day><date>2026-06-20</date><requests>1</requests><deferred>17</deferred>"
                + "<unique_bounces>2</unique_bounces></day></stats>"),
        Pair(
            "stats.aggregate", "totals as a day",
            json: #"[{"requests":"44684","bounces":"12","clicks":24546,"opens":"0"}]"#,
            xml:
                "<stats><day><requests>44684</requests><bounces>12</bounces><clicks>24546</clicks><opens>0</opens></day>"
                + "</stats>"),
        Pair(
            "stats.categories", "one category", json: #"{"category":"Newsletter"}"#,
            xml: "<categories><category>Newsletter</category></categories>"),
        Pair(
            "stats.byCategory", "days of categories",
            json: #"[{"date":"2026-06-20","category":"A & B","requests":"3","blocked":1,"spam_drop":"2"},"#
                + #"{"date":"2026-06-21","category":"Gr\u00fc\u00dfe","requests":4}]"#,
            bytes: latin(
                "<stats><day><date>2026-06-20</date><category>A &amp; B</category><requests>3</requests>"
                    + "<blocked>1</blocked><spam_drop>2</spam_drop></day><day><date>2026-06-21</date>"
                    + "<category>Gr\u{FC}\u{DF}e</category><requests>4</requests></day></stats>")),
        Pair(
            "bounces.list", "one bounce, with the words of its host",
            json:
                #"{"email":"x@gone.example","status":550,"reason":"550 5.1.1 <x@gone.example>:\r\n no user","created":"2011-09-16 22:02:19"}"#,
            xml: "<bounces><bounce><email>x@gone.example</email><status>550</status>"
                + "<reason>550 5.1.1 &lt;x@gone.example&gt;:&#13;&#10; no user</reason>"
                + "<created>2011-09-16 22:02:19</created></bounce></bounces>"),
        Pair(
            "invalidEmails.list", "no addresses at all",
            json: #"[{"email":"isaac@","reason":"Mail domain mentioned in email address is unknown"},{"email":"a b"}]"#,
            xml: "<invalidemails><invalidemail><email>isaac@</email>"
                + "<reason>Mail domain mentioned in email address is unknown</reason></invalidemail>"
                + "<invalidemail><email>a b</email></invalidemail></invalidemails>"),
        Pair(
            "spamReports.list", "the address twice",
            json:
                #"[{"email":"a@x.example","created":"2012-01-01 00:00:00"},{"email":"a@x.example","created":"2012-01-02"}]"#,
            xml:
                "<spamreports><spamreport><email>a@x.example</email><created>2012-01-01 00:00:00</created></spamreport>"
                + "<spamreport><email>a@x.example</email><created>2012-01-02</created></spamreport></spamreports>"),
        Pair("unsubscribes.list", "nothing", json: "{}", xml: "<unsubscribes/>"),
        Pair("bounces.list", "an empty body", json: " ", xml: ""),
    ]

    private static let delivery = [
        Pair(
            "monitor.list", "one record of one customer",
            json: #"{"name":"m","email":"a@x.example","frequency":"1000","users":"only"}"#,
            xml: "<monitors><monitor><name>m</name><email>a@x.example</email><frequency>1000</frequency>"
                + "<users><user>only</user></users></monitor></monitors>"),
        Pair(
            "monitor.list", "users in their names",
            json:
                #"[{"name":"m","email":"a","frequency":2,"users":[{"user":"u1"},{"user":"u2"}]},{"name":"n","frequency":"3","users":null}]"#,
            xml: "<monitors><monitor><name>m</name><email>a</email><frequency>2</frequency><users><user>u1</user>"
                + "<user>u2</user></users></monitor><monitor><name>n</name><frequency>3</frequency><users></users>"
                + "</monitor></monitors>"),
        Pair(
            "ip.all", "addresses in their names", json: #"{"ips":{"ip":["192.0.2.1","192.0.2.2"]}}"#,
            xml: "<ips><ip>192.0.2.1</ip><ip>192.0.2.2</ip></ips>"),
        Pair(
            "ip.taken", "each in an object of its own",
            json: #"{"ips":[{"ip":"192.0.2.1"},{"ip":"192.0.2.1"}]}"#,
            xml: "<ips><ip><ip>192.0.2.1</ip></ip><ip><ip>192.0.2.1</ip></ip></ips>"),
        Pair(
            "ip.usage", "one use", json: #"{"ip":"192.0.2.1","user":"a"}"#,
            xml: "<ips><entry><ip>192.0.2.1</ip><user>a</user></entry></ips>"),
        Pair(
            "whitelabel.list", "one pair in its name",
            json: #"{"whitelabel":{"mail_domain":"m.x.example","url_domain":"u.x.example"}}"#,
            xml: "<whitelabels><whitelabel><mail_domain>m.x.example</mail_domain><url_domain>u.x.example</url_domain>"
                + "</whitelabel></whitelabels>"),
        Pair(
            "eventURL.get", "a slash escaped twice", json: #"[{"url":"http:\\\/\\\/hooks.example\\\/in?a=1&b=2"}]"#,
            xml: "<result><url>http://hooks.example/in?a=1&amp;b=2</url></result>"),
        Pair(
            "parse.list", "one entry for many",
            json: #"{"parse":{"hostname":"p.example","url":"u.example\/x","spam_check":"0"}}"#,
            xml:
                "<parse><entry><hostname>p.example</hostname><url>u.example/x</url><spam_check>0</spam_check></entry></parse>"
        ),
        Pair(
            "parse.list", "a bare list", json: #"[{"hostname":"p.example","url":"u","spam_check":false}]"#,
            xml: "<entry><hostname>p.example</hostname><url>u</url><spam_check>false</spam_check></entry>"),
    ]

    private static let apps = [
        Pair(
            "apps.list", "apps in their name",
            json:
                #"{"apps":[{"name":"dkim","title":"DKIM","description":"","activated":"1"},{"name":"bcc","title":"BCC","activated":0}]}"#,
            xml: "<apps><app><name>dkim</name><title>DKIM</title><description/><activated>1</activated></app>"
                + "<app><name>bcc</name><title>BCC</title><activated>0</activated></app></apps>"),
        Pair(
            "apps.settings", "every type at once",
            json:
                #"{"settings":{"url":"http:\/\/x.example","processed":"1","dropped":0,"version":3,"max_score":5.0,"note":""}}"#,
            xml: "<app><url>http://x.example</url><processed>1</processed><dropped>0</dropped><version>3</version>"
                + "<max_score>5.0</max_score><note/></app>"),
        Pair(
            "apps.settings", "an array, and a message beside it",
            json: #"{"message":"success","settings":[{"list":["a.example","b@x.example"]}]}"#,
            xml: "<result><message>success</message><settings><list>a.example</list><list>b@x.example</list></settings>"
                + "</result>"),
        Pair("apps.settings", "none, as a list", json: #"{"settings":[]}"#, xml: "<filter/>"),
        Pair("apps.settings", "none, as an object", json: #"{"settings":{}}"#, xml: "<app></app>"),
        Pair(
            "apps.settings", "html as it was given",
            json: #"{"settings":{"text\/html":"<p>caf\u00e9 & more<\/p>","text\/plain":"caf\u00e9"}}"#,
            bytes: latin(
                "<app><text_html>&lt;p&gt;caf\u{E9} &amp; more&lt;/p&gt;</text_html><text_plain>caf\u{E9}</text_plain></app>"
            )),
    ]

    private static let account = [
        Pair(
            "limits.get", "a limit within its own name",
            json: #"[{"credit":"40000","credit_remain":"0","last_reset":"2009-11-05"}]"#,
            xml: "<credits><credit><credit>40000</credit><credit_remain>0</credit_remain>"
                + "<last_reset>2009-11-05</last_reset></credit></credits>"),
        Pair("limits.get", "no limit", json: "[]", xml: "<credits/>"),
        Pair(
            "timezone.get", "a list of one, its slash escaped twice",
            json:
                #"[{"display":"GMT+05:30","name":"Chennai, Kolkata","offset":"-19800","timezone":"Asia\\\/Kolkata"}]"#,
            xml: "<timezones><timezone><display>GMT+05:30</display><name>Chennai, Kolkata</name><offset>-19800</offset>"
                + "<timezone>Asia/Kolkata</timezone></timezone></timezones>"),
        Pair(
            "account.overview", "an array where an object is documented",
            json:
                #"[{"reputation":"98.5","requests":1000,"package":"Gold & more","credits_allowed":700000,"credits_used":"1000","#
                + #""credits_remain":"699000","credits_overage":0,"billing_start_date":"2026-06-01","overdue":"no"}]"#,
            xml: "<overview><reputation>98.5</reputation><requests>1000</requests><package>Gold &amp; more</package>"
                + "<credits_allowed>700000</credits_allowed><credits_used>1000</credits_used>"
                + "<credits_remain>699000</credits_remain><credits_overage>0</credits_overage>"
                + "<billing_start_date>2026-06-01</billing_start_date><overdue>no</overdue></overview>"),
        Pair(
            "pending.list", "one change, its lists in three forms",
            json: #"{"pending":{"username":"a","type":"Account Downgrade","current":"r - Gold","update":"r - Silver","#
                + #""ip_groups":{},"ips":["192.0.2.1","192.0.2.2"],"date":"2026-07-01"}}"#,
            xml:
                "<result><pending><user><username>a</username><type>Account Downgrade</type><current>r - Gold</current>"
                + "<update>r - Silver</update><ip_groups></ip_groups><ips><ip>192.0.2.1</ip><ip>192.0.2.2</ip></ips>"
                + "<date>2026-07-01</date></user></pending></result>"),
        Pair(
            "customer.loginURL", "an array of one",
            json: #"[{"params":"al_username=r&al_subuser_name=a%40x.example&al_hash=00ff-17"}]"#,
            xml: "<params><params>al_username=r&amp;al_subuser_name=a%40x.example&amp;al_hash=00ff-17</params></params>"
        ),
        Pair(
            "apps.setup", "settings instead of a word", json: #"{"settings":[{"email":"a@x.example"}]}"#,
            xml: "<filter><email>a@x.example</email></filter>"),
        Pair(
            "customer.enable", "more than success", json: #"{"message":"success","user":"a","notes":"x"}"#,
            xml: "<result><message>success</message><user>a</user><notes>x</notes></result>"),
    ]

    private static let billing = [
        Pair(
            "packages.list", "money to the last digit",
            json:
                #"{"packages":[{"name":"Gold","price":12345678901234567890.123456789,"description":"d","credits":"700000","#
                + #""overage":0.00000055,"has_reseller":"false","has_ip":"1","distributor_price":"0.10"}]}"#,
            xml: "<result><packages><package><name>Gold</name><price>12345678901234567890.123456789</price>"
                + "<description>d</description><credits>700000</credits><overage>0.00000055</overage>"
                + "<has_reseller>false</has_reseller><has_ip>1</has_ip><distributor_price>0.10</distributor_price>"
                + "</package></packages></result>"),
        Pair(
            "packages.list", "money with an exponent",
            json: #"[{"name":"Free","price":0,"overage":5.5e-7,"credits":2e2}]"#,
            xml: "<packages><package><name>Free</name><price>0.00</price><overage>0.00000055</overage>"
                + "<credits>200</credits></package></packages>"),
        Pair(
            "invoice.list", "one invoice in its name, its time without a blank",
            json:
                #"{"invoice":{"number":"834","package":"Silver","credits":"100","date_invoiced":"2012-05-0110:11:12","#
                + #""status":"Unpaid","amount":"-1.50","final_amount":.5,"start_date":"2012-04-01"}}"#
                .replacing(":.5", with: ":0.5"),
            xml: "<invoices><invoice><number>834</number><package>Silver</package><credits>100</credits>"
                + "<date_invoiced>2012-05-0110:11:12</date_invoiced><status>Unpaid</status><amount>-1.50</amount>"
                + "<final_amount>0.50</final_amount><start_date>2012-04-01</start_date></invoice></invoices>"),
        Pair(
            "invoice.numbers", "numbers in their names",
            json: #"{"invoices":{"invoice":[{"number":1},{"number":"2"}]}}"#,
            xml: "<invoices><invoice><number>1</number></invoice><invoice><number>2</number></invoice></invoices>"),
        Pair(
            "billing.customerInvoices", "one invoice for many",
            json: #"{"usage":{"number":9,"invoices":{"username":"a","number":12,"amount":1.10,"tax":"0.10"}}}"#,
            xml: "<usage><number>9</number><invoices><invoice><username>a</username><number>12</number>"
                + "<amount>1.10</amount><tax>0.10</tax></invoice></invoices></usage>"),
        Pair(
            "billing.currentUsage", "usage in its names",
            json:
                #"{"invoices":[{"username":"a","package":"P","prorated":"0.00"},{"username":"b","package":"P","prorated":3}]}"#,
            xml:
                "<usage><invoices><invoice><username>a</username><package>P</package><prorated>0.00</prorated></invoice>"
                + "<invoice><username>b</username><package>P</package><prorated>3.00</prorated></invoice></invoices></usage>"
        ),
    ]

    /// Refusals; what the service says stands where others have the operation.
    static let refusals = [
        Pair(
            "why", "in a list of one", json: #"{"message":"error","errors":["why"]}"#,
            xml: "<result><message>error</message><errors><error>why</error></errors></result>"),
        Pair(
            "why", "not in a list", json: #"{"message":"error","errors":"why"}"#,
            xml: "<result><message>error</message><errors>why</errors></result>"),
        Pair(
            "why", "in an object", json: #"{"message":"error","errors":{"error":"why"}}"#,
            xml: "<errors><error>why</error></errors>"),
        Pair(
            "why", "with a code", json: #"{"error":{"code":"400","message":"why"}}"#,
            xml: "<error><message>why</message><code>400</code></error>"),
        Pair("why", "as a text", json: #"{"error":"why"}"#, xml: "<error>why</error>"),
        Pair("why", "as a message", json: #"{"message":"why"}"#, xml: "<message>why</message>"),
        Pair(
            "why", "in a result", json: #"{"result":{"message":"error","errors":["why"]}}"#,
            xml:
                "<?xml version=\"1.0\"?>\n<result>\n <message>error</message>\n <errors>\n  <error>why</error>\n </errors>\n</result>\n"
        ),
        Pair(
            "why", "with a field that is nothing", json: #"{"errors":[{"field":null,"message":"why"}]}"#,
            xml: "<result><message>Error</message><errors><error>why</error></errors></result>"),
        Pair(
            "caf\u{E9}", "in Latin letters", json: #"{"message":"error","errors":["caf\u00e9"]}"#,
            bytes: latin("<result><message>error</message><errors><error>caf\u{E9}</error></errors></result>")),
        Pair(
            "why", "in an array of one", json: #"[{"message":"error","errors":["why"]}]"#,
            xml: "<result><error><code>400</code><message>why</message></error></result>"),
    ]

    static let successes = [
        #"{"message":"success"}"#, #"{"message":"Success"}"#, #"[{"message":"success"}]"#, #"{"result":"success"}"#,
        #"{"result":{"message":"success"}}"#, "<result>success</result>", "<message>success</message>",
        "<result><message>success</message></result>", "\u{FEFF}{\"message\":\"success\"}\n",
        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<result>\n  <message>success</message>\n</result>\n",
    ]
}
