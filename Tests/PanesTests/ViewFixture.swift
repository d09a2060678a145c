import Desk
import Records
import ResellerAPI
import Screen

@testable import Panes

/// What the views beside the desk show; invented data.
extension Fixture {
    static func record(_ values: (String, Value)...) -> Record { Record(values.map { Record.Entry($0.0, $0.1) }) }

    /// A desk on which a view was opened and everything that it needs was read.
    static func view(_ view: ViewID, _ width: Int, _ height: Int, item: String? = nil) -> DeskState {
        var state = desk(width, height)
        state.notice = nil
        for (id, parameters, records) in answers + accountAnswers {
            guard let request = Request(id, parameters) else { continue }
            state.readings.asked(request, at: now)
            state.readings.answered(request, .success(records), at: now)
        }
        state.changes.journal = journal
        state.changes.remembered = [
            RememberedKey(.credential, owner: user): ["shop-api"],
            RememberedKey(.subuser, owner: user): ["hollin-shop"],
        ]
        state.place = Place(view, item: item)
        if view == .answer { state.changes.answer = Request("timezone.list") }
        return state
    }

    /// The same while every reading is on its way, or after all of them failed.
    static func unread(_ view: ViewID, _ width: Int, _ height: Int, failed reason: APIError.Reason?) -> DeskState {
        var state = bare(width, height)
        fill(&state, customers)
        (state.subject, state.subjectRow) = (user, 0)
        state.place = Place(view)
        for request in state.viewPanes.flatMap(\.reads) {
            state.readings.asked(request, at: now)
            guard let reason else { continue }
            state.readings.answered(
                request, .failure(APIError(operation: request.operation.id, reason: reason)), at: now - 60)
        }
        return state
    }

    private static let ofUser: Parameters = ["user": user]

    private static let answers: [(String, Parameters, [Record])] = [
        ("customer.list", ["username": user], [profile]),
        (
            "timezone.get", ofUser,
            [record(("display", .text("(GMT+01:00)")), ("timezone", .text("Europe/Berlin")))]
        ),
        (
            "monitor.list", [:],
            [
                record(
                    ("name", .text("abuse-watch")), ("email", .text("watch@acme.example")), ("frequency", .count(1000)),
                    ("users", .list([.text(user), .text("news@tidepool.example")]))),
                record(
                    ("name", .text("new customers")), ("email", .text("first@acme.example")), ("frequency", .count(10)),
                    ("users", .list([]))),
            ]
        ),
        ("pending.list", ["username": user], []),
        ("apps.list", ofUser, apps),
        ("eventURL.get", ofUser, [record(("url", .text("https://hooks.hollin.example/v3/events")))]),
        ("parse.list", ofUser, [record(("parse", .list(parse.map(Value.record))))]),
        (
            "ip.usage", ofUser,
            [
                record(("ip", .text("192.0.2.17")), ("user", .text(user))),
                record(("ip", .text("192.0.2.18")), ("user", .text(user))),
            ]
        ),
        (
            "whitelabel.list", [:],
            [record(("mail_domain", .text("mail.hollin.example")), ("url_domain", .text("go.hollin.example")))]
        ),
    ]

    static let profile = record(
        ("id", .text("104211")), ("username", .text(user)), ("email", .text("postmaster@hollin.example")),
        ("active", .truth(true)), ("first_name", .text("Contact")), ("last_name", .text("One")),
        ("address", .text("1 Sample Street")), ("city", .text("Anytown")), ("state", .text("")),
        ("zip", .text("00001")),
        ("country", .text("XX")), ("phone", .text("555-0142")), ("website", .text("http://hollin.example")))

    private static let apps: [Record] = [
        ("clicktrack", "Click Tracking", true), ("opentrack", "Open Tracking", true), ("dkim", "DKIM", true),
        ("spamcheck", "Spam Checker", false), ("bcc", "BCC", false), ("footer", "Footer", false),
        ("gravatar", "Gravatar", false),
    ].map { record(("name", .text($0.0)), ("title", .text($0.1)), ("activated", .truth($0.2))) }

    private static let parse: [Record] = [
        record(
            ("hostname", .text("in.hollin.example")), ("url", .text("https://hollin.example/parse")),
            ("spam_check", .truth(true))),
        record(
            ("hostname", .text("help.hollin.example")), ("url", .text("https://desk.hollin.example/in")),
            ("spam_check", .truth(false))),
    ]

    static let journal: [JournalEntry] = [
        JournalEntry(
            id: 42, at: now - 1380, account: "acme", context: "acme-prod", who: "op2", operation: "limits.setTotal",
            parameters: ["user": user, "credits": "50000"], reason: "T-4711",
            before: StateImage(isThere: true, entries: [.init("credit", "40000"), .init("credit_remain", "200")]),
            outcome: .done("success"), closedAt: now - 1379),
        JournalEntry(
            id: 41, at: now - 86_400 * 3, account: "acme", context: "acme-prod", who: "op1",
            operation: "bounces.delete", parameters: ["user": "news@tidepool.example", "email": "kim@gone.example"],
            before: StateImage(isThere: true, entries: [.init("email", "kim@gone.example")]),
            outcome: .refused("no such address"), closedAt: now - 86_400 * 3),
        JournalEntry(
            id: 40, at: now - 86_400 * 400, account: "acme", context: "acme-prod", who: "op1",
            operation: "eventURL.set", parameters: ["user": user, "url": "https://hooks.hollin.example/v3/events"],
            before: .absent, outcome: .done("success"), closedAt: now - 86_400 * 400),
    ]
}
