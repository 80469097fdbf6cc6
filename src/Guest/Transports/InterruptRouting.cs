using Ballast.Virtio.Machine;
using Ballast.Virtio.Scheduling;

namespace Ballast.Guest.Transports;

/// <summary>
/// Brings a machine's interrupts to the loop of the driver, one piece of work for each that matters. Lines are
/// level-triggered: one that is still raised when it was handled is handled again, though not for ever.
/// </summary>
/// <param name="loop">The driver's loop.</param>
/// <param name="line">Called on the loop while an interrupt line is raised.</param>
/// <param name="message">Called on the loop with the vector of a message.</param>
internal sealed class InterruptRouting(IEventLoop loop, Action line, Action<int> message) : IInterruptListener
{
    // A line that stays raised whatever is done is nobody's: guests switch it off then.
    private const int MostInARow = 64;

    private readonly Lock _gate = new();
    private readonly HashSet<int> _raised = [];
    private bool _isPosted;

    public void LineChanged(int number, bool isRaised)
    {
        lock (_gate)
        {
            if (isRaised) _raised.Add(number);
            else _raised.Remove(number);
            if (!isRaised || _isPosted) return;
            _isPosted = true;
        }
        Post(MostInARow);
    }

    public void MessageSent(int vector) => loop.Post(() => message(vector));

    private void Post(int left) => loop.Post(() =>
    {
        lock (_gate)
        {
            _isPosted = _raised.Count > 0 && left > 0;
            if (!_isPosted) return;
        }
        line();
        Post(left - 1);
    });
}
