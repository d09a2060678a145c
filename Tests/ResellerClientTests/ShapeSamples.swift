/// Answers as the contract describes them, one for each shape at least.
extension ShapeTests {
    static let samples: [Sample] = customers + mail + delivery + account + billing

    private static let customers = [
        Sample(
            id: "customer.enable", json: #"{"message":"success"}"#,
            xml: "<result><message>success</message></result>", printed: #"{"message": "success"}"#),
        Sample(
            id: "customer.disable", json: #"{"message":"success"}"#, xml: "<result>success</result>",
            printed: #"{"message": "success"}"#),
        Sample(
            id: "customer.setEmail", json: #"{"message":"success"}"#, xml: "<message>success</message>",
            printed: #"{"message": "success"}"#),
        Sample(
            id: "customer.list",
            json: #"[{"id":"7","username":"ops@north.example","email":"o@north.example","active":"true","#
                + #""first_name":"Zo\u00eb","last_name":"","address":"1 R&D Lane","city":"N","state":"NM","#
                + #""zip":12345,"country":"US","phone":"555","website":"http:\/\/n.example","website_access":0}]"#,
            xml: """
                <?xml version="1.0" encoding="ISO-8859-1"?>
                <users>
                   <user>
                      <id>7</id><username>ops@north.example</username><email>o@north.example</email>
                      <active>true</active><first_name>Zo&#xEB;</first_name><last_name/>
                      <address>1 R&amp;D Lane</address><city>N</city><state>NM</state><zip>12345</zip>
                      <country>US</country><phone>555</phone><website>http://n.example</website>
                      <website_access>0</website_access>
                   </user>
                </users>
                """,
            printed: #"[{"id": "7","username": "ops@north.example","email": "o@north.example","active": true,"#
                + #""first_name": "Zoë","last_name": "","address": "1 R&D Lane","address2": null,"city": "N","#
                + #""state": "NM","zip": "12345","country": "US","phone": "555","website": "http://n.example","#
                + #""website_access": false}]"#),
        Sample(
            id: "customer.loginURL", json: #"{"params":"al_username=a&al_subuser_name=b&al_hash=c"}"#,
            xml: "<params>\n  <params>\n al_username=a&al_subuser_name=b&amp;al_hash=c</params>\n</params>",
            printed: #"{"params": "al_username=a&al_subuser_name=b&al_hash=c"}"#),
    ]

    private static let counts =
        #""delivered": null,"bounces": 0,"repeat_bounces": null,"unsubscribes": null,"repeat_unsubscribes": null,"#
        + #""clicks": 3,"opens": 4,"spamreports": 5,"repeat_spamreports": null,"invalid_email": null,"#

    private static let mail = [
        Sample(
            id: "stats.daily",
            json: #"[{"date":"2026-06-01","requests":"12","bounces":0,"clicks":3,"opens":"4","spamreports":5}]"#,
            xml: "<stats><day><date>2026-06-01</date><requests>12</requests><bounces>0</bounces><clicks>3</clicks>"
                + "<opens>4</opens><spamreports>5</spamreports></day></stats>",
            printed: #"[{"date": "2026-06-01","requests": 12,"# + counts
                + #""blocks": null,"unique_clicks": null,"unique_opens": null}]"#),
        Sample(
            id: "stats.byCategory",
            json: #"{"date":"2026-06-01","category":"News","requests":12,"bounces":0,"clicks":3,"opens":4,"#
                + #""spamreports":5,"blocked":"2","spam_drop":1}"#,
            xml: "<stats><day><date>2026-06-01</date><category>News</category><requests>12</requests>"
                + "<bounces>0</bounces><clicks>3</clicks><opens>4</opens><spamreports>5</spamreports>"
                + "<blocked>2</blocked><spam_drop>1</spam_drop></day></stats>",
            printed: #"[{"date": "2026-06-01","category": "News","requests": 12,"# + counts
                + #""blocked": 2,"unique_clicks": null,"unique_opens": null,"spam_drop": 1}]"#),
        Sample(
            id: "stats.aggregate", json: #"[{"requests":"12","bounces":0,"clicks":3,"opens":4,"spamreports":5}]"#,
            xml: "<stats><requests>12</requests><bounces>0</bounces><clicks>3</clicks><opens>4</opens>"
                + "<spamreports>5</spamreports></stats>",
            printed: #"{"requests": 12,"# + counts + #""blocks": null,"unique_clicks": null,"unique_opens": null}"#),
        Sample(
            id: "stats.categories", json: #"[{"category":"A"},{"category":"B & C"}]"#,
            xml: "<categories><category>A</category><category>B & C</category></categories>",
            printed: #"[{"category": "A"},{"category": "B & C"}]"#),
        Sample(
            id: "bounces.list",
            json:
                #"[{"email":"x@gone.example","status":"5.1.1","reason":"550 <x> \u0007 no","created":"2026-06-01 12:00:01"}]"#,
            xml: "<bounces><bounce><email>x@gone.example</email><status>5.1.1</status>"
                + "<reason><![CDATA[550 <x> ]]>&#7; no</reason><created>2026-06-01 12:00:01</created></bounce></bounces>",
            printed: #"[{"email": "x@gone.example","status": "5.1.1","reason": "550 <x> \#u{FFFD} no","#
                + #""created": "2026-06-01T12:00:01"}]"#),
        Sample(
            id: "unsubscribes.list", json: #"[{"email":"a"},{"email":"b"}]"#,
            xml: "<unsubscribes><unsubscribe><email>a</email></unsubscribe><unsubscribe><email>b</email>"
                + "</unsubscribe></unsubscribes>",
            printed: #"[{"email": "a","created": null},{"email": "b","created": null}]"#),
        Sample(
            id: "spamReports.list", json: #"{"email":"a"}"#,
            xml: "<spamreports><spamreport><email>a</email></spamreport></spamreports>",
            printed: #"[{"email": "a","created": null}]"#),
        Sample(
            id: "invalidEmails.list", json: #"[{"email":"nobody","reason":"no @"}]"#,
            xml:
                "<invalidemails><invalidemail><email>nobody</email><reason>no @</reason></invalidemail></invalidemails>",
            printed: #"[{"email": "nobody","reason": "no @","created": null}]"#),
    ]

    private static let delivery = [
        Sample(
            id: "monitor.list",
            json: #"[{"name":"abuse","email":"a@b.example","frequency":"1000","users":["u1","u2"]},"#
                + #"{"name":"m","email":"a","frequency":1,"users":[]}]"#,
            xml: "<monitors><monitor><name>abuse</name><email>a@b.example</email><frequency>1000</frequency>"
                + "<users><user>u1</user><user>u2</user></users></monitor><monitor><name>m</name><email>a</email>"
                + "<frequency>1</frequency><users/></monitor></monitors>",
            printed: #"[{"name": "abuse","email": "a@b.example","frequency": 1000,"users": ["u1","u2"]},"#
                + #"{"name": "m","email": "a","frequency": 1,"users": []}]"#),
        Sample(
            id: "ip.all", json: #"[{"ip":"192.0.2.1"},{"ip":"192.0.2.2"}]"#,
            xml: "<ips><ip>192.0.2.1</ip><ip>192.0.2.2</ip></ips>",
            printed: #"[{"ip": "192.0.2.1"},{"ip": "192.0.2.2"}]"#),
        Sample(
            id: "ip.usage", json: #"[{"ip":"192.0.2.1","user":"a"}]"#,
            xml: "<ips><entry><ip>192.0.2.1</ip><user>a</user></entry></ips>",
            printed: #"[{"ip": "192.0.2.1","user": "a"}]"#),
        Sample(
            id: "whitelabel.list", json: #"[{"mail_domain":"m.example","url_domain":"u.example"}]"#,
            xml: "<whitelabels><whitelabel><mail_domain>m.example</mail_domain><url_domain>u.example</url_domain>"
                + "</whitelabel></whitelabels>",
            printed: #"[{"mail_domain": "m.example","url_domain": "u.example"}]"#),
        Sample(
            id: "eventURL.get", json: #"{"url":"www.hooks.example/1"}"#, xml: "<url>www.hooks.example/1</url>",
            printed: #"{"url": "www.hooks.example/1"}"#),
        Sample(
            id: "parse.list", json: #"{"parse":[{"hostname":"p.example","url":"u.example","spam_check":1}]}"#,
            xml: "<parse><entry><hostname>p.example</hostname><url>u.example</url><spam_check>1</spam_check></entry>"
                + "</parse>",
            printed: #"{"parse": [{"hostname": "p.example","url": "u.example","spam_check": true}]}"#),
        Sample(
            id: "apps.list",
            json: #"[{"name":"opentrack","title":"Open Tracking","description":"d","activated":true}]"#,
            xml: "<filters><filter><name>opentrack</name><title>Open Tracking</title><description>d</description>"
                + "<activated>1</activated></filter></filters>",
            printed: #"[{"name": "opentrack","title": "Open Tracking","description": "d","activated": true}]"#),
        Sample(
            id: "apps.settings",
            json: #"{"settings":[{"text\/html":"<p>","enable":"1","domain":1,"list[]":["a.example"]}]}"#,
            xml:
                "<app><text_html>&lt;p&gt;</text_html><enable>1</enable><domain>1</domain><list>a.example</list></app>",
            printed:
                #"{"settings": {"text/html": "<p>","enable": "1","domain": "1","list": ["a.example"]},"message": null}"#
        ),
        Sample(
            id: "apps.setup", json: #"{"message":"success","settings":[{"url":"u"}]}"#,
            xml: "<filter><url>u</url></filter>",
            printed: #"{"message": "success","settings": {"url": "u"}}"#),
    ]

    private static let account = [
        Sample(
            id: "limits.get", json: #"[{"credit":"400","credit_remain":"12","last_reset":"2026-06-01"}]"#,
            xml:
                "<credits><credit>400</credit><credit_remain>12</credit_remain><last_reset>2026-06-01</last_reset></credits>",
            printed: #"{"credit": 400,"credit_remain": 12,"last_reset": "2026-06-01"}"#),
        Sample(
            id: "timezone.list",
            json:
                #"[{"display":"GMT-06:00","name":"Central Time, US & Canada","offset":18000,"timezone":"America\/Chicago"}]"#,
            xml: "<timezones><timezone><display>GMT-06:00</display><name>Central Time, US &amp; Canada</name>"
                + "<offset>18000</offset><timezone>America/Chicago</timezone></timezone></timezones>",
            printed: #"[{"display": "GMT-06:00","name": "Central Time, US & Canada","offset": 18000,"#
                + #""timezone": "America/Chicago"}]"#),
        Sample(
            id: "timezone.get", json: #"[{"display":"GMT","name":"UTC","offset":"0","timezone":"UTC"}]"#,
            xml:
                "<timezone><display>GMT</display><name>UTC</name><offset>0</offset><timezone>UTC</timezone></timezone>",
            printed: #"{"display": "GMT","name": "UTC","offset": 0,"timezone": "UTC"}"#),
        Sample(
            id: "account.overview",
            json: #"{"reputation":97,"requests":"5","package":"Silver","credits_allowed":"10","credits_used":"5","#
                + #""credits_remain":5,"credits_overage":"0","billing_start_date":"2026-06-01","#
                + #""billing_end_date":"2026-06-30","billing_process_date":"2026-07-01"}"#,
            xml: "<result><overview><reputation>97</reputation><requests>5</requests><package>Silver</package>"
                + "<credits_allowed>10</credits_allowed><credits_used>5</credits_used><credits_remain>5</credits_remain>"
                + "<credits_overage>0</credits_overage><billing_start_date>2026-06-01</billing_start_date>"
                + "<billing_end_date>2026-06-30</billing_end_date>"
                + "<billing_process_date>2026-07-01</billing_process_date></overview></result>",
            printed: #"{"reputation": 97,"requests": 5,"package": "Silver","credits_allowed": 10,"credits_used": 5,"#
                + #""credits_remain": 5,"credits_overage": 0,"billing_start_date": "2026-06-01","#
                + #""billing_end_date": "2026-06-30","billing_process_date": "2026-07-01"}"#),
        Sample(
            id: "pending.list",
            json: #"{"pending":[{"username":"a","type":"Account Upgrade","current":"r - Free","update":"r - Gold","#
                + #""ip_groups":[],"ips":["192.0.2.1"],"date":"2026-07-01"}]}"#,
            xml: "<result><pending><user><username>a</username><type>Account Upgrade</type><current>r - Free</current>"
                + "<update>r - Gold</update><ips><ip>192.0.2.1</ip></ips><ip_groups/><date>2026-07-01</date></user>"
                + "</pending></result>",
            printed: #"[{"username": "a","type": "Account Upgrade","current": "r - Free","update": "r - Gold","#
                + #""ip_groups": [],"ips": ["192.0.2.1"],"date": "2026-07-01"}]"#),
        Sample(
            id: "packages.list",
            json: #"[{"name":"Silver","price":79.95,"description":"d","credits":100000,"overage":0.00085,"#
                + #""has_reseller":true,"has_ip":0}]"#,
            xml: "<result><packages><package><name>Silver</name><price>79.95</price><description>d</description>"
                + "<credits>100000</credits><overage>0.00085</overage><has_reseller>true</has_reseller>"
                + "<has_ip>0</has_ip></package></packages></result>",
            printed: #"[{"name": "Silver","price": "79.95","description": "d","credits": 100000,"#
                + #""overage": "0.00085","has_reseller": true,"has_ip": false,"distributor_price": null}]"#),
    ]

    private static let invoiceJSON =
        #""number":"12","package":"Silver","credits":"100","date_invoiced":"2026-06-30 10:00:00","status":"Paid","#
        + #""amount":79.95,"additional_charges":0,"overage":"1.50","final_amount":81.45,"type":"Recurring Bill","#
        + #""prorated":"0.00","start_date":"2026-06-01","end_date":"2026-06-30""#

    private static let invoiceXML =
        "<number>12</number><package>Silver</package><credits>100</credits>"
        + "<date_invoiced>2026-06-30 10:00:00</date_invoiced><status>Paid</status><amount>79.95</amount>"
        + "<additional_charges>0.00</additional_charges><overage>1.50</overage><final_amount>81.45</final_amount>"
        + "<type>Recurring Bill</type><prorated>0</prorated><start_date>2026-06-01</start_date>"
        + "<end_date>2026-06-30</end_date>"

    private static let invoicePrinted =
        #""package": "Silver","credits": 100,"date_invoiced": "2026-06-30T10:00:00","status": "Paid","#
        + #""amount": "79.95","additional_charges": "0","overage": "1.5","final_amount": "81.45","#
        + #""type": "Recurring Bill","prorated": "0","start_date": "2026-06-01","end_date": "2026-06-30"}"#

    private static let billing = [
        Sample(
            id: "invoice.numbers", json: #"[{"number":"12"},{"number":13}]"#,
            xml: "<invoices><invoice><number>12</number></invoice><invoice><number>13</number></invoice></invoices>",
            printed: #"[{"number": "12"},{"number": "13"}]"#),
        Sample(
            id: "invoice.list", json: "{" + invoiceJSON + "}",
            xml: "<invoices><invoice>" + invoiceXML + "</invoice></invoices>",
            printed: #"[{"number": "12","# + invoicePrinted + "]"),
        Sample(
            id: "billing.currentUsage", json: #"[{"username":"a","# + invoiceJSON + "}]",
            xml: "<usage><invoices><invoice><username>a</username>" + invoiceXML + "</invoice></invoices></usage>",
            printed: #"[{"number": "12","username": "a","# + invoicePrinted + "]"),
        Sample(
            id: "billing.customerInvoices",
            json: #"{"number":"9","invoices":[{"username":"a","# + invoiceJSON + "}]}",
            xml: "<usage><number>9</number><invoices><invoice><username>a</username>" + invoiceXML
                + "</invoice></invoices></usage>",
            printed: #"{"number": "9","invoices": [{"number": "12","username": "a","# + invoicePrinted + "]}"),
    ]
}
