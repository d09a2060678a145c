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
            state.notice = Notice(.plain, ChangesWords.requestingURL(user))
            return .run { send in await send(.change(.loginCopied(user, Self.copyLogin(request, environment)))) }
        case .message:
            state.notice = Notice(.plain, ChangesWords.checkingPassword)
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
            guard let parameters = reply.records.first?.text("params") else { return .failed(ChangesWords.noURL) }
            return .done(await environment.copyToClipboard(ClipText(LoginLink(params: parameters).address)))
        }
    }

    func loginCopied(_ state: inout DeskState, _ user: String, _ outcome: Outcome<Bool>) {
        switch outcome {
        case .done(true):
            state.notice = Notice(.done, ChangesWords.copiedURL(user))
        case .done(false):
            state.notice = Notice(.warning, ChangesWords.cannotCopy)
        case .failed(let why): state.notice = Notice(.failed, why)
        }
    }

    func passwordChecked(
        _ state: inout DeskState, _ user: String, _ answer: Answered<Reply>
    ) -> Effect<DeskAction> {
        switch answer.result {
        case .success(let reply):
            state.notice = Notice(.done, ChangesWords.rightPassword(user))
            return rememberNames(&state, takenIn: Request(reply.operation, ["user": user]))
        case .failure(let error):
            guard case .refused = error.reason else {
                take(&state, answer)
                state.notice = Notice(.failed, error.message(retriesByItself: false))
                return .none
            }
            state.notice = Notice(.warning, ChangesWords.wrongPassword(user))
            return .none
        }
    }
}
