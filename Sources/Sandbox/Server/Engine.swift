import Foundation
import ResellerAPI

/// Answers requests: the checks in their order, then the answer. Knows nothing of sockets.
struct Engine: Sendable {
    let ledger: Ledger
    let clock: WorldClock
    let gate: Gate
    let faults: Faults
    /// Seconds after which a call is done that came late.
    var lateBy = 8.0
    private let book = InvoiceBook()

    static let user = "sandbox"
    static let key = "sandbox"

    func respond(to request: SandboxRequest) async -> Exchange {
        let path = request.path.hasPrefix("/") ? String(request.path.dropFirst()) : request.path
        if path == "truth.json" { return await truth() }
        let format = Routing.format(path)
        let parameters = Parameters(query: request.query, contentType: request.contentType, body: request.body)
        let user = parameters["api_user"] ?? ""
        guard let (endpoint, _) = Routing.endpoint(path) else {
            return refuse(.noSuchPath, format, await gate.count(user, calls: 0))
        }
        let standing = await gate.count(user)
        if standing?.isOver ?? false { return refuse(.tooManyCalls, format, standing) }
        let fault = await fault(of: endpoint, parameters)
        if fault == .late {
            doLater(endpoint, parameters, request.method)
            return FaultKind.dropped(format)
        }
        if var exchange = fault?.instead(format) {
            let spent = fault == .tooManyCalls ? Gate.Standing.spent(gate.manners) : standing
            exchange.headers = spent?.headers ?? []
            return exchange
        }
        var exchange: Exchange
        do throws(Refusal) {
            let reply = try await answer(endpoint, parameters, request.method)
            let encoder = ReplyEncoder(format: format, older: endpoint.older)
            exchange = Exchange(contentType: format.contentType) { encoder.next(reply, &$0) }
            exchange.headers = standing?.headers ?? []
        } catch {
            exchange = refuse(error, format, standing)
        }
        exchange.fault = fault
        return fault == .proxy ? await faults.proxyPage() : exchange
    }

    private func fault(of endpoint: Endpoint, _ parameters: Parameters) async -> FaultKind? {
        guard let fault = await faults.next() else { return nil }
        return fault.sparesReads && endpoint.operation(parameters)?.kind == .read ? nil : fault
    }

    /// Does a call when its client has long given it up.
    private func doLater(_ endpoint: Endpoint, _ parameters: Parameters, _ method: String) {
        Task {
            try await Task.sleep(for: .seconds(lateBy))
            _ = try await answer(endpoint, parameters, method)
        }
    }

    private func answer(
        _ endpoint: Endpoint, _ parameters: Parameters, _ method: String
    ) async throws(Refusal) -> Reply {
        guard parameters["api_user"] == Self.user, parameters["api_key"] == Self.key else { throw .wrongCredentials }
        guard let operation = endpoint.operation(parameters) else { throw .noSuchMethod }
        // Settings of apps may be long, so that the service takes them in a body only.
        if method == "GET", operation.field("<field>") != nil { throw .noSuchMethod }
        guard operation.kind == .read else {
            return try await ledger.write(operation, parameters, endpoint, at: clock.now)
        }
        let scene = await ledger.scene(at: clock.now)
        let account = try Self.account(operation, parameters, scene)
        let faults = ParameterCheck(
            operation: operation, parameters: parameters, waived: endpoint.waived, now: scene.now
        )
        .faults()
        if !faults.isEmpty { throw .errors(faults) }
        var call = Call(
            operation: operation, parameters: parameters, account: account, older: endpoint.older,
            sister: endpoint.sister)
        if operation == .customerList {
            call.hidden = await self.faults.hidden(
                beforePageAt: parameters.filled("offset").flatMap(Forms.integer) ?? 0)
        }
        return try Answers(scene: scene, book: book).answer(call)
    }

    /// The account named in `user`, where the operation asks for one; a name that is missing is a matter of parameters.
    static func account(
        _ operation: ResellerAPI.Operation, _ parameters: Parameters, _ scene: Scene
    ) throws(Refusal) -> AccountID? {
        guard let field = operation.field("user"), case .existing(let thing, _) = field.rule,
            thing == .customer || thing == .subuser, let name = parameters.filled("user")
        else { return nil }
        if let account = scene.account(named: name, subuser: thing == .subuser) { return account }
        // A credential is a further login to its customer's account.
        if operation == .customerAuthenticate, let credential = scene.credential(name) {
            return credential.account
        }
        switch operation {
        case .customerEnable, .customerDisable, .customerWebsiteEnable, .customerWebsiteDisable:
            throw .userNotFound
        case .customerAuthenticate, .subuserAuthenticate: throw .loginFailed
        default: throw .noSuchUser
        }
    }

    private func truth() async -> Exchange {
        let truth = Truth(scene: await ledger.scene(at: clock.now))
        return Exchange(status: 200, contentType: "application/json", bytes: truth.bytes())
    }

    private func refuse(_ refusal: Refusal, _ format: ReplyEncoder.Format, _ standing: Gate.Standing?) -> Exchange {
        let json = format == .json || refusal == .tooManyCalls
        var exchange = Exchange(
            status: refusal.status, contentType: json ? "application/json" : format.contentType,
            bytes: refusal.bytes(format))
        exchange.headers = standing?.headers ?? []
        return exchange
    }
}
