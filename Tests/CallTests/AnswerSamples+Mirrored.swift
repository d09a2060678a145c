/// Answers whose JSON has the outer names of the XML, and other forms that only some calls were seen with.
extension AnswerTests {
    static let mirrored = [
        Pair(
            "account.overview", "its outer names",
            json:
                #"{"result":{"overview":{"reputation":"100","requests":"0","package":"Free","credits_allowed":6000}}}"#,
            xml: "<result><overview><reputation>100</reputation><requests>0</requests><package>Free</package>"
                + "<credits_allowed>6000</credits_allowed></overview></result>"),
        Pair(
            "packages.list", "one package in its outer names",
            json:
                #"{"result":{"packages":{"package":{"name":"Gold","price":"399.95","has_ip":true,"has_reseller":0}}}}"#,
            xml: "<result><packages><package><name>Gold</name><price>399.95</price><has_ip>true</has_ip>"
                + "<has_reseller>0</has_reseller></package></packages></result>"),
        Pair(
            "pending.list", "addresses in their names",
            json: #"{"result":{"pending":{"user":[{"username":"a","ips":{"ip":["192.0.2.1","192.0.2.2"]},"#
                + #""ip_groups":{"ip_group":"shared"}},{"username":"b","ips":[],"ip_groups":null}]}}}"#,
            xml: "<result><pending><user><username>a</username><ips><ip>192.0.2.1</ip><ip>192.0.2.2</ip></ips>"
                + "<ip_groups><ip_group>shared</ip_group></ip_groups></user><user><username>b</username><ips/>"
                + "<ip_groups/></user></pending></result>"),
        Pair(
            "timezone.list", "zones in their names",
            json:
                #"{"timezones":{"timezone":[{"display":"GMT-10:00","name":"Hawaii","offset":"36000","timezone":"Pacific\/Honolulu"},"#
                + #"{"display":"GMT","name":"London","offset":0,"timezone":"Europe\/London"}]}}"#,
            xml: "<timezones><timezone><display>GMT-10:00</display><name>Hawaii</name><offset>36000</offset>"
                + "<timezone>Pacific/Honolulu</timezone></timezone><timezone><display>GMT</display><name>London</name>"
                + "<offset>0</offset><timezone>Europe/London</timezone></timezone></timezones>"),
        Pair(
            "limits.get", "its outer name",
            json: #"{"credits":{"credit":"500","credit_remain":500,"last_reset":"2009-11-05"}}"#,
            xml: "<credits><credit>500</credit><credit_remain>500</credit_remain>"
                + "<last_reset>2009-11-05</last_reset></credits>"),
        Pair(
            "stats.daily", "one day in its names",
            json: #"{"stats":{"day":{"date":"2026-06-20","requests":"7","unique_opens":"2"}}}"#,
            xml: "<stats><day><date>2026-06-20</date><requests>7</requests><unique_opens>2</unique_opens></day></stats>"
        ),
        Pair(
            "stats.categories", "categories in their names", json: #"{"categories":{"category":["A","B"]}}"#,
            xml: "<categories><category>A</category><category>B</category></categories>"),
        Pair(
            "bounces.list", "bounces in their names",
            json:
                #"{"bounces":{"bounce":[{"email":"a@x.example","status":"5.1.1","reason":""},{"email":"b@x.example","status":"4.0.0","reason":"r"}]}}"#,
            xml: "<bounces><bounce><email>a@x.example</email><status>5.1.1</status><reason/></bounce>"
                + "<bounce><email>b@x.example</email><status>4.0.0</status><reason>r</reason></bounce></bounces>"),
        Pair(
            "subuser.unsubscribes.list", "one address in its names",
            json: #"{"unsubscribes":{"unsubscribe":{"email":"a@x.example","created":"2012-09-06 14:03:19"}}}"#,
            xml: "<unsubscribes><unsubscribe><email>a@x.example</email><created>2012-09-06 14:03:19</created>"
                + "</unsubscribe></unsubscribes>"),
        Pair(
            "monitor.list", "records in their names",
            json:
                #"{"monitors":{"monitor":[{"name":"a","email":"a","frequency":"1","users":{"user":["u","v"]}},{"name":"b","email":"b","frequency":2,"users":{}}]}}"#,
            xml: "<monitors><monitor><name>a</name><email>a</email><frequency>1</frequency><users><user>u</user>"
                + "<user>v</user></users></monitor><monitor><name>b</name><email>b</email><frequency>2</frequency>"
                + "<users/></monitor></monitors>"),
        Pair(
            "ip.usage", "entries in their names",
            json: #"{"ips":{"entry":[{"ip":"192.0.2.1","user":"a"},{"ip":"192.0.2.1","user":"b"}]}}"#,
            xml:
                "<ips><entry><ip>192.0.2.1</ip><user>a</user></entry><entry><ip>192.0.2.1</ip><user>b</user></entry></ips>"
        ),
        Pair(
            "parse.list", "entries in their names",
            json:
                #"{"parse":{"entry":[{"hostname":"p.example","url":"u","spam_check":"1"},{"hostname":"q.example","url":"v"}]}}"#,
            xml: "<parse><entry><hostname>p.example</hostname><url>u</url><spam_check>1</spam_check></entry>"
                + "<entry><hostname>q.example</hostname><url>v</url></entry></parse>"),
        Pair(
            "apps.list", "the older names",
            json:
                #"{"filters":{"filter":[{"name":"a","title":"A","activated":"true"},{"name":"b","title":"B","activated":false}]}}"#,
            xml: "<filters><filter><name>a</name><title>A</title><activated>true</activated></filter>"
                + "<filter><name>b</name><title>B</title><activated>false</activated></filter></filters>"),
        Pair(
            "apps.settings", "their outer name", json: #"{"app":{"enable_text":"1","url":"x.example"}}"#,
            xml: "<app><enable_text>1</enable_text><url>x.example</url></app>"),
        Pair("eventURL.get", "none", json: "[]", xml: "<url/>"),
        Pair("eventURL.get", "an empty one", json: #"{"url":""}"#, xml: "<url></url>"),
        Pair(
            "billing.customerInvoices", "everything in its names",
            json:
                #"{"usage":{"number":"9","invoices":{"invoice":[{"username":"a","amount":"1.10"},{"username":"b","amount":2}]}}}"#,
            xml: "<usage><number>9</number><invoices><invoice><username>a</username><amount>1.10</amount></invoice>"
                + "<invoice><username>b</username><amount>2.00</amount></invoice></invoices></usage>"),
        Pair(
            "billing.currentUsage", "one, everything in its names",
            json: #"{"usage":{"invoices":{"invoice":{"username":"a","overage":"0.00100","credits":"5"}}}}"#,
            xml:
                "<usage><invoices><invoice><username>a</username><overage>0.00100</overage><credits>5</credits></invoice>"
                + "</invoices></usage>"),
        Pair(
            "invoice.list", "one bare object",
            json: #"{"number":12,"amount":0.1,"additional_charges":"0.2","prorated":1e1}"#,
            xml: "<invoice><number>12</number><amount>0.1</amount><additional_charges>0.2</additional_charges>"
                + "<prorated>10.0</prorated></invoice>"),
        Pair("customer.list", "null", json: "null", xml: "<users></users>"),
        Pair("pending.list", "nothing in its name", json: #"{"pending":[]}"#, xml: "<result><pending/></result>"),
        Pair("monitor.list", "nothing in its name", json: #"{"monitors":{}}"#, xml: "<monitors>\n</monitors>"),
        Pair(
            "billing.customerInvoices", "an invoice of nobody", json: #"{"number":"9","invoices":[]}"#,
            xml: "<usage><number>9</number><invoices/></usage>"),
    ]
}
