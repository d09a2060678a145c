import Dialects
import Foundation
import ResellerAPI
import ResellerClient
import Sandbox
import Testing

/// One write of the table as the walk makes it: what comes before, and with which values.
struct WriteStep: Sendable {
    /// Calls that make the state differ from the wanted one.
    var preparation: [(id: String, parameters: Parameters)] = []
    let parameters: Parameters

    init(_ parameters: Parameters, after preparation: [(id: String, parameters: Parameters)] = []) {
        self.preparation = preparation
        self.parameters = parameters
    }
}

/// What the sandbox holds, so that writes can be made about things that are there.
struct WriteFacts: Sendable {
    let user: String
    let subuser: String
    /// One address of each list, by the id of the call that lists it.
    let addresses: [String: String]
    let cheap: String
    let dear: String
    let freeAddress: String
    let group: String

    static let usual = Task { try await WriteFacts(sandbox(customers: 200)) }
    static let lists = ["bounces.list", "unsubscribes.list", "invalidEmails.list", "spamReports.list"]

    init(_ server: SandboxServer) async throws {
        let client = try writer(server)
        let answer = await server.respond(to: SandboxRequest(method: "GET", path: "/truth.json"))
        let truth = try #require(try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any])
        let packages = try await client.packages().filter { $0.price > Money(0) }.sorted { $0.price < $1.price }
        (cheap, dear) = (try #require(packages.first?.name), try #require(packages.last?.name))
        freeAddress = try #require(try await client.read("ip.free").last?.text("ip"))
        let groups = try #require(truth["ip_groups"] as? [[String: Any]])
        group = try #require(groups.first?["name"] as? String)
        let owners = try #require(truth["subusers"] as? [[String: Any]])
        let found = try await Self.search(owners, client, not: ["Free", cheap, dear])
        (user, subuser, addresses) = try #require(found)
    }

    /// The first customer between the packages who sends, has a subuser and, as the subuser, something on every list.
    private static func search(
        _ owners: [[String: Any]], _ client: ResellerClient, not packages: [String]
    ) async throws -> (user: String, subuser: String, addresses: [String: String])? {
        for owner in owners {
            let user = try #require(owner["customer"] as? String)
            let subuser = try #require((owner["subusers"] as? [String])?.first)
            let profile = try await client.read("customer.list", ["username": user])
                .first { $0.text("username") == user }
            let package = try await client.overview(of: user).package ?? "Free"
            guard profile?.truth("active") == true, !packages.contains(package) else { continue }
            var addresses: [String: String] = [:]
            for (name, prefix) in [(user, ""), (subuser, "subuser.")] {
                for list in lists {
                    addresses[prefix + list] = try await client.read(prefix + list, ["user": name]).first?.text("email")
                }
            }
            if addresses.count == 2 * lists.count { return (user, subuser, addresses) }
        }
        return nil
    }

    func name(_ scope: ResellerAPI.Operation.Scope) -> String { scope == .subuser ? subuser : user }
}

/// A client that may write.
func writer(_ server: SandboxServer, _ format: WireFormat = .json) throws -> ResellerClient {
    var configuration = account(format: format, writes: .open)
    configuration.callsPerMinute = 100_000
    return try InProcess(server).client(configuration)
}

extension ResellerClient {
    /// The records that a read gives.
    func read(_ id: String, _ parameters: Parameters = [:]) async throws -> [Record] {
        try await call(try #require(ResellerAPI.Operation.named(id)), parameters).records
    }

    /// What the service shows of the thing that a call changes.
    func image(_ request: Request) async throws -> StateImage {
        let observation = try #require(request.observation)
        return request.image(in: try await call(observation.operation, observation.parameters).records)
    }

    func make(_ request: Request) async throws { _ = try await call(request.operation, request.parameters) }
}

extension WriteFacts {
    /// How the walk makes a write; nil where it does not know it. Ids stand without the prefix of subusers.
    func step(_ operation: ResellerAPI.Operation) -> WriteStep? {
        let user: Parameters = ["user": name(operation.scope)]
        let isSubuser = operation.scope == .subuser
        let id = isSubuser ? String(operation.id.dropFirst("subuser.".count)) : operation.id
        let prefix = isSubuser ? "subuser." : ""
        return customerStep(id, user) ?? accountStep(id, user) ?? mailStep(id, user, prefix) ?? limitStep(id, user)
            ?? monitorStep(id, user) ?? settingStep(id, user)
    }

    private func customerStep(_ id: String, _ user: Parameters) -> WriteStep? {
        switch id {
        case "customer.create":
            WriteStep([
                "username": "fresh@name.example", "password": "n3w-pass-word", "confirm_password": "n3w-pass-word",
                "email": "owner@name.example", "first_name": "Ada", "last_name": "Berg", "address": "1 Long Lane",
                "city": "Z\u{FC}rich", "state": "ZH", "country": "Switzerland", "zip": "8001", "phone": "+41 44 1",
                "website": "name.example", "company": "Name", "package": cheap, "whitelabel": "sendgrid.me",
                "ip_group[]": group,
            ])
        case "customer.delete", "customer.disable", "customer.websiteDisable": WriteStep(user)
        case "customer.enable": WriteStep(user, after: [("customer.disable", user)])
        case "customer.websiteEnable": WriteStep(user, after: [("customer.websiteDisable", user)])
        case "customer.setProfile":
            WriteStep(user + ["city": "Z\u{FC}rich", "country": "Switzerland", "website": "name.example", "state": ""])
        case "customer.setUsername": WriteStep(user + ["username": "fresh@name.example"])
        case "customer.setEmail": WriteStep(user + ["email": "owner@name.example"])
        default: nil
        }
    }

    private func accountStep(_ id: String, _ user: Parameters) -> WriteStep? {
        let up = user + ["package": dear, "ip[]": freeAddress]
        let down = user + ["package": cheap, "ip_group[]": group]
        return switch id {
        case "account.immediateUpgrade", "account.scheduledUpgrade": WriteStep(up)
        case "account.immediateDowngrade", "account.scheduledDowngrade": WriteStep(down)
        case "account.immediateClose", "account.scheduledClose": WriteStep(user)
        case "pending.delete": WriteStep(user, after: [("account.scheduledDowngrade", down)])
        default: nil
        }
    }

    private func mailStep(_ id: String, _ user: Parameters, _ prefix: String) -> WriteStep? {
        switch id {
        case "unsubscribes.add": WriteStep(user + ["email": "new@list.example"])
        case "bounces.delete", "unsubscribes.delete", "invalidEmails.delete", "spamReports.delete":
            WriteStep(user + ["email": addresses[prefix + id.replacing(".delete", with: ".list")] ?? ""])
        default: nil
        }
    }

    private func limitStep(_ id: String, _ user: Parameters) -> WriteStep? {
        let total = (id: "limits.setTotal", parameters: user + ["credits": "200"])
        return switch id {
        case "limits.remove": WriteStep(user, after: [total])
        case "limits.setRecurring": WriteStep(user + ["credits": "400", "period": "weekly"], after: [total])
        case "limits.setTotal", "limits.increment", "limits.decrement":
            WriteStep(user + ["credits": "70"], after: [total])
        default: nil
        }
    }

    private func monitorStep(_ id: String, _ user: Parameters) -> WriteStep? {
        let record: Parameters = ["name": "near", "email": "a@mail.example", "frequency": "7"]
        let name: Parameters = ["name": "near"]
        return switch id {
        case "monitor.create": WriteStep(record)
        case "monitor.edit":
            WriteStep(name + ["new_name": "far", "new_frequency": "9"], after: [("monitor.create", record)])
        case "monitor.delete": WriteStep(name, after: [("monitor.create", record)])
        case "monitor.append":
            WriteStep(user + name, after: [("monitor.create", record), ("monitor.detach", user)])
        case "monitor.detach":
            WriteStep(
                user,
                after: [("monitor.create", record), ("monitor.detach", user), ("monitor.append", user + name)])
        default: nil
        }
    }

    private func settingStep(_ id: String, _ user: Parameters) -> WriteStep? {
        let host = user + ["hostname": "in.words.example"]
        let entry = host + ["url": "a.example", "spam_check": "1"]
        let footer = user + ["name": "footer"]
        return switch id {
        case "timezone.set": WriteStep(user + ["timezone": "Asia/Tokyo"])
        case "eventURL.set":
            WriteStep(user + ["url": "b.example/in"], after: [("eventURL.set", user + ["url": "a.example/in"])])
        case "eventURL.delete": WriteStep(user, after: [("eventURL.set", user + ["url": "a.example/in"])])
        case "parse.create": WriteStep(entry)
        case "parse.update":
            WriteStep(host + ["url": "b.example", "spam_check": "0"], after: [("parse.create", entry)])
        case "parse.delete": WriteStep(host, after: [("parse.create", entry)])
        case "apps.activate": WriteStep(footer, after: [("apps.deactivate", footer)])
        case "apps.deactivate": WriteStep(footer, after: [("apps.activate", footer)])
        case "apps.setup":
            WriteStep(
                footer + ["text/plain": "bye"],
                after: [("apps.setup", footer + ["text/plain": "so long", "text/html": "<b>"])])
        default: nil
        }
    }
}

extension Parameters {
    static func + (one: Parameters, other: Parameters) -> Parameters { Parameters(one.pairs + other.pairs) }
}
