namespace Samples;

/// <summary>What is asked of the sample.</summary>
/// <param name="Folder">Where the four files of MNIST are.</param>
/// <param name="Network">A network that is taken instead of training one, or nothing.</param>
/// <param name="Epochs">The most epochs of a training.</param>
/// <param name="Output">The folder that networks and pictures go to.</param>
/// <param name="Images">How many test images are explained, 0 to train only.</param>
/// <param name="Digit">The test image that is drawn, from 0 on.</param>
/// <param name="Cifar">Where <c>train-4000.bin</c> and <c>test-1000.bin</c> of CIFAR-10 are, or nothing.</param>
/// <param name="IsPlain">Whether the training is the plain one, without shifted images.</param>
internal sealed record SampleOptions(
    string Folder, string? Network, int Epochs, string Output, int Images, int Digit, string? Cifar, bool IsPlain = false);
