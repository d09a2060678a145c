/// The apps of the service, in the order in which it lists them.
extension App {
    package static let all: [App] = [
        gravatar, clicktrack, subscriptiontrack, opentrack, footer, spamcheck, ganalytics, template, domainkeys, bcc,
        eventnotify, seedlist, forwardspam, addresswhitelist, dkim, newrelic, sendwithus,
    ]

    private static let gravatar = App(
        id: "gravatar", title: "Gravatar", fields: [], note: nil)

    private static let clicktrack = App(
        id: "clicktrack", title: "Click Tracking",
        fields: [
            .init(
                name: "enable_text", required: true, rule: .choice(["0", "1"]), help: "0 | 1: also in plain text mails")
        ], note: nil)

    private static let subscriptiontrack = App(
        id: "subscriptiontrack", title: "Subscription Tracking",
        fields: [
            .init(name: "text/html", required: false, rule: .html, help: "html; one of the fields at least"),
            .init(name: "text/plain", required: false, rule: .lines, help: "text; one of the fields at least"),
            .init(
                name: "url", required: false, rule: .url, help: "URL a recipient lands on; one of the fields at least"),
            .init(
                name: "landing", required: false, rule: .html,
                help: "html of a landing page; one of the fields at least"),
            .init(
                name: "replace", required: false, rule: .text,
                help: "tag in the mail that the link takes the place of; one of the fields at least"),
        ], note: nil)

    private static let opentrack = App(
        id: "opentrack", title: "Open Tracking", fields: [], note: nil)

    private static let footer = App(
        id: "footer", title: "Footer",
        fields: [
            .init(name: "text/html", required: false, rule: .html, help: "html; one of the fields at least"),
            .init(name: "text/plain", required: false, rule: .lines, help: "text; one of the fields at least"),
        ], note: nil)

    private static let spamcheck = App(
        id: "spamcheck", title: "Spam Checker",
        fields: [
            .init(
                name: "max_score", required: true, rule: .number,
                help:
                    "number, SpamAssassin score above which a mail is not sent, 5.0 by default; maxscore in older docs"),
            .init(name: "url", required: true, rule: .url, help: "URL such a mail and its report are posted to"),
        ], note: nil)

    private static let ganalytics = App(
        id: "ganalytics", title: "Google Analytics",
        fields: [
            .init(name: "utm_source", required: false, rule: .text, help: "text; one of the fields at least"),
            .init(name: "utm_medium", required: false, rule: .text, help: "text; one of the fields at least"),
            .init(name: "utm_campaign", required: false, rule: .text, help: "text; one of the fields at least"),
            .init(name: "utm_term", required: false, rule: .text, help: "text; one of the fields at least"),
            .init(name: "utm_content", required: false, rule: .text, help: "text; one of the fields at least"),
        ], note: nil)

    private static let template = App(
        id: "template", title: "Email Template",
        fields: [
            .init(name: "text/html", required: true, rule: .template, help: "html that holds <% body %>")
        ], note: nil)

    private static let domainkeys = App(
        id: "domainkeys", title: "Domain Keys",
        fields: [
            .init(name: "domain", required: true, rule: .domain, help: "domain"),
            .init(
                name: "sender", required: false, rule: .choice(["0", "1"]),
                help: "0 | 1: add a Sender header when the domain is not that of From"),
        ], note: nil)

    private static let bcc = App(
        id: "bcc", title: "BCC",
        fields: [
            .init(name: "email", required: true, rule: .email, help: "email")
        ], note: nil)

    private static let eventnotify = App(
        id: "eventnotify", title: "Event Notification",
        fields: [
            .init(name: "url", required: true, rule: .url, help: "URL the events are posted to"),
            .init(name: "processed", required: true, rule: .choice(["0", "1"]), help: "0 | 1"),
            .init(name: "dropped", required: true, rule: .choice(["0", "1"]), help: "0 | 1"),
            .init(name: "deferred", required: true, rule: .choice(["0", "1"]), help: "0 | 1"),
            .init(name: "delivered", required: true, rule: .choice(["0", "1"]), help: "0 | 1"),
            .init(name: "bounce", required: true, rule: .choice(["0", "1"]), help: "0 | 1"),
            .init(name: "click", required: true, rule: .choice(["0", "1"]), help: "0 | 1"),
            .init(name: "open", required: true, rule: .choice(["0", "1"]), help: "0 | 1"),
            .init(name: "unsubscribe", required: true, rule: .choice(["0", "1"]), help: "0 | 1"),
            .init(name: "spamreport", required: true, rule: .choice(["0", "1"]), help: "0 | 1"),
            .init(
                name: "group_unsubscribe", required: false, rule: .choice(["0", "1"]),
                help: "0 | 1; demanded by the docs since 2014, left out by older callers"),
            .init(
                name: "group_resubscribe", required: false, rule: .choice(["0", "1"]),
                help: "0 | 1; demanded by the docs since 2014, left out by older callers"),
            .init(name: "version", required: false, rule: .choice(["1", "2", "3"]), help: "1 | 2 | 3"),
        ], note: nil)

    private static let seedlist = App(
        id: "seedlist", title: "Return Path Seedlist", fields: [], note: "seen in lists; its fields are not known")

    private static let forwardspam = App(
        id: "forwardspam", title: "Forward Spam", fields: [], note: "seen in lists; its fields are not known")

    private static let addresswhitelist = App(
        id: "addresswhitelist", title: "Address Whitelist",
        fields: [
            .init(
                name: "list[]", required: true, rule: .emailOrDomain,
                help: "emails or domains, repeated; what is left out is removed")
        ], note: nil)

    private static let dkim = App(
        id: "dkim", title: "DKIM",
        fields: [
            .init(name: "domain", required: true, rule: .domain, help: "domain"),
            .init(name: "use_from", required: false, rule: .choice(["0", "1"]), help: "0 | 1"),
        ], note: "always on: cannot be deactivated")

    private static let newrelic = App(
        id: "newrelic", title: "SendGrid for New Relic",
        fields: [
            .init(name: "license_key", required: true, rule: .text, help: "text"),
            .init(name: "enable_subusers", required: true, rule: .choice(["true", "false"]), help: "true | false"),
        ], note: nil)

    private static let sendwithus = App(
        id: "sendwithus", title: "Sendwithus",
        fields: [
            .init(name: "license_key", required: true, rule: .text, help: "text")
        ], note: nil)
}
