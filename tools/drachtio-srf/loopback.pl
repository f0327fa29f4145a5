# Gives the loopback device an address and raises it, for machines without iproute2: loopback.pl ADDRESS NETMASK
use strict;
use warnings;
use Socket;

my ($address, $netmask) = @ARGV;
my ($SIOCSIFFLAGS, $SIOCSIFADDR, $SIOCSIFNETMASK, $IFF_UP_RUNNING) = (0x8914, 0x8916, 0x891c, 0x1 | 0x40);
socket(my $socket, AF_INET, SOCK_DGRAM, 0) or die "socket: $!";
sub set { my ($what, $device, $value) = @_; my $request = pack('a16 a24', $device, $value); ioctl($socket, $what, $request) or die "$device: $!"; }
sub address { return pack('S S a4 x8', AF_INET, 0, inet_aton($_[0])); }
set($SIOCSIFFLAGS, 'lo', pack('s', $IFF_UP_RUNNING));
set($SIOCSIFADDR, 'lo:1', address($address));
set($SIOCSIFNETMASK, 'lo:1', address($netmask));
