import Formats
import ResellerAPI
import StateStore

/// Reads that a person asks for by name.
extension DeskReducer {
    /// A password check answers yes or no, a login address goes to the clipboard only, all else is shown.
    func ask(_ state: inout DeskState, _ request: Request) -> Effect<DeskAction> {
        state.changes.draft = nil
        state.overlay = nil
        let environment = environment
        let user = request.target ?? ""
        switch request.operation.returns.shape {
        case .loginParams:
            state.notice = Notice(.plain, "asking for the login address of \(user)")
            return .run { send in await send(.change(.loginCopied(user, Self.copyLogin(request, environment)))) }
        case .message:
            state.notice = Notice(.plain, "asking")
            return .run { send in
                await send(.change(.passwordChecked(user, environment.read(request, .visible))))
            }
        default:
            state.changes.answer = request
            return .merge(go(&state, to: Place(.answer)), read(&state, [request], evenIfFresh: true))
        }
    }

    /// The address never enters the state: it goes from the answer to the clipboard.
    private static func copyLogin(_ request: Request, _ environment: DeskEnvironment) async -> Outcome<Bool> {
        let answer = await environment.read(request, .visible)
        switch answer.result {
        case .failure(let error): return .failed(error.message(retriesByItself: false))
        case .success(let reply):
            guard let parameters = reply.records.first?.text("params") else { return .failed("no address came") }
            return .done(await environment.copyToClipboard(ClipText(LoginLink(params: parameters).address)))
        }
    }

    func loginCopied(_ state: inout DeskState, _ user: String, _ outcome: Outcome<Bool>) {
        switch outcome {
        case .done(true):
            state.notice = Notice(.done, "login address of \(user) copied: https://sendgrid.com/account?********")
        case .done(false):
            state.notice = Notice(
                .warning, "the terminal takes no copies; `resellerdesk call customer.loginURL --reveal` prints it")
        case .failed(let why): state.notice = Notice(.failed, why)
        }
    }

    func passwordChecked(
        _ state: inout DeskState, _ user: String, _ answer: Answered<Reply>
    ) -> Effect<DeskAction> {
        switch answer.result {
        case .success(let reply):
            state.notice = Notice(.done, "yes: this is the password of \(user)")
            return rememberNames(&state, takenIn: Request(reply.operation, ["user": user]))
        case .failure(let error):
            guard case .refused = error.reason else {
                take(&state, answer)
                state.notice = Notice(.failed, error.message(retriesByItself: false))
                return .none
            }
            state.notice = Notice(.warning, "no: this is not the password of \(user)")
            return .none
        }
    }
}
