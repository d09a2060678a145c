import Foundation
import ResellerAPI
import ResellerClient
import Testing

/// What a bench of the usual size holds, so that calls can be made about things that are there.
struct Facts: Sendable {
    /// The profile of a customer on a package with its own IP, who sends, has a subuser and something on every list.
    let profile: Record
    let subuser: String
    /// One address of each list, by the id of the call that lists it.
    let addresses: [String: String]
    /// Two categories of the customer, and of the subuser.
    let categories: [ResellerAPI.Operation.Scope: [String]]
    let cheap: Package
    let dear: Package
    let freeAddress: String
    let group: String
    let timezone: String
    let mailDomain: String
    let invoice: String
    let today: CalendarDate

    var user: String { profile.text("username") ?? "" }
    /// The sandbox gives its accounts this one; a subuser has that of its customer.
    var password: String { "sandbox" + (profile.text("id") ?? "") }

    func name(_ scope: ResellerAPI.Operation.Scope) -> String { scope == .subuser ? subuser : user }

    /// Those of the bench as it is made without more said.
    static let usual = Task { try await Facts(Bench()) }

    static let lists = ["bounces.list", "unsubscribes.list", "invalidEmails.list", "spamReports.list"]

    private init(_ bench: Bench) async throws {
        let client = try bench.client()
        let truth = try await bench.truth()
        let packages = try await client.packages().filter { $0.price > Money(0) }
            .sorted { $0.price < $1.price }
        cheap = try #require(packages.first)
        dear = try #require(packages.last)
        let owners = try #require(truth["subusers"] as? [[String: Any]])
        let found = try await Self.search(owners, client, between: [cheap.name, dear.name])
        (profile, subuser, addresses, categories) = (found.profile, found.subuser, found.addresses, found.categories)
        freeAddress = try #require(try await client.call("ip.free").records.last?.text("ip"))
        let groups = try #require(truth["ip_groups"] as? [[String: Any]])
        group = try #require(groups.first?["name"] as? String)
        timezone = try #require(try await client.call("timezone.list").records.last?.text("timezone"))
        mailDomain = try #require(try await client.call("whitelabel.list").records.first?.text("mail_domain"))
        invoice = try #require(try await client.call("invoice.numbers").records.last?.text("number"))
        today = CalendarDate(daysSinceEpoch: try #require(truth["now"] as? Int) / 86_400)
    }

    private struct Found {
        let profile: Record
        let subuser: String
        var addresses: [String: String] = [:]
        var categories: [ResellerAPI.Operation.Scope: [String]] = [:]
    }

    /// The first customer that has everything.
    private static func search(
        _ owners: [[String: Any]], _ client: ResellerClient, between ends: [String]
    ) async throws -> Found {
        let usage = try await client.call("billing.currentUsage").records
        for owner in owners {
            let user = try #require(owner["customer"] as? String)
            let subuser = try #require((owner["subusers"] as? [String])?.first)
            let package = usage.first { $0.text("username") == user }?.text("package") ?? "Free"
            let rows = try await client.call("customer.list", ["username": user]).records
            guard let profile = rows.first(where: { $0.text("username") == user }), profile.truth("active") == true,
                package != "Free", !ends.contains(package)
            else { continue }
            var found = Found(profile: profile, subuser: subuser)
            for (scope, name, prefix) in [
                (ResellerAPI.Operation.Scope.customer, user, ""), (.subuser, subuser, "subuser."),
            ] {
                for list in lists {
                    let rows = try await client.call(prefix + list, ["user": name]).records
                    found.addresses[prefix + list] = rows.first?.text("email")
                }
                found.categories[scope] = try await client.call(prefix + "stats.categories", ["user": name]).records
                    .compactMap { $0.text("category") }.suffix(2)
            }
            let isFull =
                found.categories.values.allSatisfy { $0.count == 2 } && found.addresses.count == 2 * lists.count
            if isFull { return found }
        }
        throw Missing(what: "a customer with a subuser and something on every list")
    }

    /// What a bench should hold and does not.
    struct Missing: Error { let what: String }
}
