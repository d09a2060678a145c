import Desk
import ResellerAPI

/// What the views of the whole account show; invented data.
extension Fixture {
    static let accountAnswers: [(String, Parameters, [Record])] = [
        ("invoice.list", [:], invoices),
        (
            "billing.customerInvoices", ["number": "2026-09-0118"],
            [record(("invoices", .list(usage.map(Value.record))))]
        ),
        ("billing.currentUsage", [:], usage),
        ("packages.list", [:], packages),
        (
            "pending.list", [:],
            [
                record(
                    ("username", .text("shop@lanternhill.example")), ("type", .text("downgrade")),
                    ("current", .text("Gold 500k")), ("update", .text("Silver 50k")), ("date", date("2026-10-01")))
            ]
        ),
        (
            "ip.usage", [:],
            [used("192.0.2.17", user), used("192.0.2.18", user), used("192.0.2.40", "shop@lanternhill.example")]
        ),
        ("ip.all", [:], ["192.0.2.17", "192.0.2.18", "192.0.2.40", "192.0.2.41"].map { record(("ip", .text($0))) }),
        ("ip.free", [:], [record(("ip", .text("192.0.2.41")))]),
        ("ip.taken", [:], ["192.0.2.17", "192.0.2.18", "192.0.2.40"].map { record(("ip", .text($0))) }),
        ("ip.available", [:], []),
        (
            "timezone.list", [:],
            [
                record(
                    ("display", .text("(GMT+01:00)")), ("name", .text("Berlin")), ("offset", .count(3600)),
                    ("timezone", .text("Europe/Berlin"))),
                record(
                    ("display", .text("(GMT-05:00)")), ("name", .text("New York")), ("offset", .count(-18_000)),
                    ("timezone", .text("America/New_York"))),
            ]
        ),
    ]

    private static func date(_ text: String) -> Value { CalendarDate(text).map(Value.date) ?? .null }
    private static func time(_ text: String) -> Value { WireTime(text).map(Value.time) ?? .null }
    private static func money(_ text: String) -> Value { Money(text).map(Value.money) ?? .null }
    private static func used(_ ip: String, _ user: String) -> Record {
        record(("ip", .text(ip)), ("user", .text(user)))
    }

    private static let invoices: [Record] = [
        invoice("2026-09-0118", "2026-09-30 06:00:00", "unpaid", "1204.50", "14.20"),
        invoice("2026-08-0117", "2026-08-31 06:00:00", "paid", "1180.00", "0.00"),
        invoice("2026-07-0116", "2026-07-31 06:00:00", "paid", "1180.00", "3.10"),
    ]

    private static func invoice(
        _ number: String, _ when: String, _ status: String, _ amount: String, _ overage: String
    ) -> Record {
        record(
            ("number", .text(number)), ("package", .text("Reseller 5M")), ("date_invoiced", time(when)),
            ("status", .text(status)), ("amount", money(amount)), ("overage", money(overage)),
            ("final_amount", money(amount)), ("start_date", date("2026-08-30")), ("end_date", date("2026-09-29")))
    }

    private static let usage: [Record] = [
        line(user, "Silver 50k", 50_000, "79.95", "0.00"),
        line("shop@lanternhill.example", "Gold 500k", 500_000, "399.95", "14.20"),
        line("newsletter@marigold-flower-market.example", "Bronze 10k", 10_000, "9.95", "0.00"),
    ]

    private static func line(
        _ user: String, _ package: String, _ credits: Int, _ amount: String, _ overage: String
    ) -> Record {
        record(
            ("username", .text(user)), ("package", .text(package)), ("credits", .count(credits)),
            ("overage", money(overage)), ("final_amount", money(amount)), ("type", .text("package")))
    }

    private static let packages: [Record] = [("Bronze 10k", 10_000, "9.95"), ("Silver 50k", 50_000, "79.95")].map {
        record(
            ("name", .text($0.0)), ("credits", .count($0.1)), ("price", money($0.2)), ("overage", money("0.00100")),
            ("has_ip", .truth($0.1 > 10_000)), ("has_reseller", .truth(false)))
    }
}
