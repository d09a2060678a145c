import Foundation
import Sandbox
import Testing

@Suite("Reads")
struct ReadTests {
    @Test("Pages of customers meet, and end with a short one")
    func pages() async throws {
        let bench = try Bench(customers: 250)
        let all = try await bench.usernames(1000)
        #expect(all.count == 250)
        #expect(Set(all).count == 250)
        let second = try await bench.rows("customer.list", ["limit": "100", "offset": "100"])
        #expect(second.compactMap { $0["username"] as? String } == Array(all[100..<200]))
        #expect(try await bench.rows("customer.list", ["limit": "100", "offset": "200"]).count == 50)
        #expect(try await bench.call("customer.list", ["offset": "250"]).text == "[]")
        #expect(try await bench.rows("customer.list").count == 250)
    }

    @Test("A long list comes whole although it is sent in pieces")
    func longList() async throws {
        let rows = try await Bench(customers: 4321).rows("customer.list")
        #expect(rows.count == 4321)
    }

    @Test("Customers are all strings, in the service's spelling")
    func customerFields() async throws {
        let row = try #require(try await Bench().rows("customer.list", ["limit": "1"]).first)
        #expect(
            Set(row.keys) == [
                "id", "username", "email", "active", "first_name", "last_name", "address", "address2", "city", "state",
                "zip", "country", "phone", "website", "website_access",
            ])
        #expect(row.values.allSatisfy { $0 is String })
    }

    @Test("Filters look for parts without regard to case, several narrow, the id is exact")
    func filters() async throws {
        let bench = try Bench(customers: 2000)
        let all = try await bench.rows("customer.list")
        let found = try await bench.rows("customer.list", ["username": "MAIL@", "country": "de"])
        let expected = all.filter {
            ($0["username"] as? String ?? "").contains("mail@") && ($0["country"] as? String) == "DE"
        }
        #expect(!expected.isEmpty)
        #expect(found.map { $0["id"] as? String } == expected.map { $0["id"] as? String })
        let id = try #require(all[77]["id"] as? String)
        #expect(try await bench.rows("customer.list", ["id": id]).count == 1)
        #expect(try await bench.rows("customer.list", ["id": String(id.dropLast())]).isEmpty)
    }

    @Test("The statistics of the days add up to the totals")
    func totals() async throws {
        let bench = try Bench()
        let user = try #require(try await bench.usernames(3).last)
        let days = try await bench.rows("stats.daily", ["user": user, "days": "1500"])
        let totals = try #require(try await bench.call("stats.aggregate", ["user": user]).json as? [String: Int])
        for (name, total) in totals {
            #expect(days.compactMap { $0[name] as? Int }.reduce(0, +) == total, "\(name)")
        }
        #expect(totals["requests"] ?? 0 > 0)
    }

    @Test("Without a range there is one row, today's")
    func today() async throws {
        let bench = try Bench()
        let user = try #require(try await bench.usernames(1).first)
        #expect(try await bench.rows("stats.daily", ["user": user]).count == 1)
        let week = try await bench.rows("stats.daily", ["user": user, "days": "7"])
        #expect(week.count == 7)
        #expect(
            week.last?["date"] as? String
                == (try await bench.rows("stats.daily", ["user": user]).first?["date"] as? String))
    }

    @Test("The bounce list holds the bounces that the statistics count")
    func bouncesMatchStatistics() async throws {
        let bench = try Bench()
        var compared = 0
        for user in try await bench.usernames(40) {
            let today = try #require(try await bench.rows("stats.daily", ["user": user]).first)
            let date = try #require(today["date"] as? String)
            let bounces = try await bench.rows("bounces.list", ["user": user, "date": "1"])
            let created = bounces.compactMap { $0["created"] as? String }
            #expect(created == created.sorted())
            #expect(created.count { $0.hasPrefix(date) } == today["bounces"] as? Int)
            compared += bounces.count
        }
        #expect(compared > 100)
    }

    @Test("Created is told only when asked for")
    func created() async throws {
        let bench = try Bench()
        let user = try #require(try await bench.usernames(1).first)
        for id in ["bounces.list", "unsubscribes.list", "invalidEmails.list", "spamReports.list"] {
            let plain = try await bench.rows(id, ["user": user])
            #expect(plain.allSatisfy { $0["created"] == nil })
        }
        let dated = try await bench.rows("bounces.list", ["user": user, "date": "1"])
        #expect(!dated.isEmpty)
        #expect(dated.allSatisfy { ($0["created"] as? String)?.count == 19 })
    }

    @Test("The overview's arithmetic holds, and its counts are digits but for what remains")
    func overview() async throws {
        let bench = try Bench()
        for user in try await bench.usernames(60) {
            let row = try #require(try await bench.call("account.overview", ["user": user]).json as? [String: Any])
            let allowed = try #require(Int(row["credits_allowed"] as? String ?? ""))
            let used = try #require(Int(row["credits_used"] as? String ?? ""))
            #expect(row["credits_remain"] as? Int == max(0, allowed - used))
            #expect(row["credits_overage"] as? String == String(max(0, used - allowed)))
            #expect((0...100).contains(Int(row["reputation"] as? String ?? "") ?? -1))
        }
    }

    @Test("Packages are listed by price, money as numbers")
    func packages() async throws {
        let response = try await Bench().call("packages.list")
        let rows = try #require(response.json as? [[String: Any]])
        let prices = rows.compactMap { $0["price"] as? Double }
        #expect(prices.count == rows.count)
        #expect(prices == prices.sorted())
        #expect(response.text.contains(#""overage":0.000375"#))
    }

    @Test("Equal reads give equal bytes while the clock stands, in every instance of the same seed")
    func determinism() async throws {
        let one = try Bench(seed: 7)
        let two = try Bench(seed: 7)
        let other = try Bench(seed: 8)
        let user = try #require(try await one.usernames(5).last)
        for id in ["customer.list", "stats.daily", "bounces.list", "account.overview", "limits.get", "monitor.list"] {
            let first = try await one.call(id, ["user": user])
            #expect(try await one.call(id, ["user": user]) == first)
            #expect(try await two.call(id, ["user": user]) == first)
        }
        #expect(try await other.usernames() != one.usernames())
    }

    @Test("Pages stay whole when customers are gone")
    func pagesWithGaps() async throws {
        let bench = try Bench(customers: 30)
        let all = try await bench.usernames()
        for position in [0, 7, 8, 29] { _ = try await bench.call("customer.delete", ["user": all[position]]) }
        bench.server.advance(seconds: 40 * 86_400)
        let left = all.enumerated().filter { ![0, 7, 8, 29].contains($0.offset) }.map(\.element)
        #expect(try await bench.usernames() == left)
        var paged: [String] = []
        for offset in stride(from: 0, to: 30, by: 6) {
            let page = try await bench.rows("customer.list", ["limit": "6", "offset": String(offset)])
            paged += page.compactMap { $0["username"] as? String }
        }
        #expect(paged == left)
    }

    @Test("A world of no customers, or of one, answers all the same", arguments: [0, 1])
    func smallWorlds(customers: Int) async throws {
        let bench = try Bench(customers: customers)
        #expect(try await bench.rows("customer.list").count == customers)
        for id in ["monitor.list", "ip.all", "ip.usage", "whitelabel.list", "invoice.list", "billing.currentUsage"] {
            #expect(try await bench.call(id).json is [Any], "\(id)")
        }
        #expect(await bench.send("truth.json", []).json != nil)
    }
}
