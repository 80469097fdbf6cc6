@queues @driver @dialect:bitmap @ring:split
Feature: Chains of several buffers, seen from the driver
  An answer of the bitmap dialect is the longest chain that a balloon's driver makes.

  Rule: readable buffers come before writable ones
    2.7.4.2: the device reads its way to the end of the readable part, and writes from there on.

    @driver.framing.1 @MUST
    Scenario: an answer in several buffers, and the buffer for the next request
      Given a guest of the bitmap dialect in operation
      When the host asks for the free pages
      Then every chain was well formed
